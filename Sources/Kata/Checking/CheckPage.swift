internal import Documents

/// The rows as a page for people: what fails first, what stays last.
package enum CheckPage {
    private static let order: [(effect: ConfigRow.Effect, heading: String)] = [
        (.refused, "Refused: nothing is created with these"),
        (.ignored, "Ignored: no longer read, and nothing says so"),
        (.retyped, "Another unit or word: write it otherwise"),
        (.moved, "In another section: write it there"),
        (.renamed, "Another name: write it so"),
        (.unsure, "Unsure: not known for these releases"),
        (.default, "Not written, and set otherwise by the files that ship"),
        (.dead, "Dead: read by neither"),
    ]

    package static func text(of rows: [ConfigRow], from: ShimRelease, to: ShimRelease) -> String {
        let own = rows.filter { $0.section != "tenant" }
        let tenant = rows.filter { $0.section == "tenant" }
        var text = "From \(from) to \(to): \(counts(own))\n"
        for (effect, heading) in order {
            let found = own.filter { $0.effect == effect && !($0.effect == .ignored && !$0.isLost) }
            if !found.isEmpty { text += "\n\(heading)\n" + found.map(line).joined() }
        }
        let harmless = own.filter { $0.effect == .ignored && !$0.isLost }
        if !harmless.isEmpty {
            text += "\nNo longer read, and nothing is lost as they are written\n" + harmless.map(line).joined()
        }
        let noted = own.filter { $0.effect == .kept && !$0.note.isEmpty }
        if !noted.isEmpty { text += "\nKept, with something to mind\n" + noted.map(line).joined() }
        if !tenant.isEmpty {
            text += "\nWhat a tenant may set, by these enable_annotations\n"
            text += group(tenant, .default, "free now")
            text += group(tenant, .refused, "refused now")
            text += group(tenant, .ignored, "silently ignored now")
        }
        let lost = own.filter(\.isLost)
        guard !lost.isEmpty else { return text + "\nNothing is refused or lost.\n" }
        return text + "\n\(lost.count) to mend before the move: \(counts(lost)). "
            + "`kumite kata config migrate` writes what can be written.\n"
    }

    private static func counts(_ rows: [ConfigRow]) -> String {
        let parts = ConfigRow.Effect.allCases.compactMap { effect -> String? in
            let count = rows.count { $0.effect == effect }
            return count == 0 ? nil : "\(count) \(effect.rawValue)"
        }
        return parts.isEmpty ? "nothing to tell" : parts.joined(separator: ", ")
    }

    private static func line(_ row: ConfigRow) -> String {
        let file = row.file.split(separator: "/").last.map(String.init) ?? row.file
        let place = row.line == 0 ? file : "\(file):\(row.line)"
        let name = row.section.isEmpty ? row.key : row.key.isEmpty ? "[\(row.section)]" : "[\(row.section)] \(row.key)"
        let note = row.note.isEmpty ? "" : ": \(row.note)"
        return "  \(Diagnostic.escaped(place))  \(Diagnostic.escaped(name))\(Diagnostic.escaped(note))\n"
    }

    /// Annotations of one kind, those with one note together, without `io.katacontainers.config.`.
    private static func group(_ rows: [ConfigRow], _ effect: ConfigRow.Effect, _ heading: String) -> String {
        let found = rows.filter { $0.effect == effect }
        guard !found.isEmpty else { return "" }
        var text = "  \(heading): \(found.count)\n"
        for note in Set(found.map(\.note)).sorted() {
            text += "    \(Diagnostic.escaped(note)):\n"
            let names = found.filter { $0.note == note }.map { Diagnostic.escaped(short($0.key)) }
            text += wrapped(Array(names.prefix(mostNames)))
            if names.count > mostNames { text += "      and \(names.count - mostNames) more; --json has them all\n" }
        }
        return text
    }

    /// How many annotations of one kind are named: mostly it is all that a release knows and a file does not let through.
    private static let mostNames = 24

    /// What all names begin with is left out.
    private static func short(_ name: String) -> String {
        let prefix = "io.katacontainers.config."
        return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    }

    private static func wrapped(_ words: [String]) -> String {
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.count + word.count < 110 {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append("      " + word)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
