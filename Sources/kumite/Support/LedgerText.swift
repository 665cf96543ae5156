import Foundation
import Linux
import Policies

/// Entries of a ledger as text, put at the end of a file whose every other byte stays.
enum LedgerText {
    static func entry(
        facet: String, contenders: [String], scenarios: [String], status: String, reason: String, owner: String,
        link: String, firstSeen: String, expires: String?
    ) -> String {
        var lines = ["- facet: \(quoted(facet))", "  contenders: \(list(contenders))"]
        if !scenarios.isEmpty { lines.append("  scenarios: \(list(scenarios))") }
        lines += [
            "  status: \(status)", "  reason: \(quoted(reason))", "  owner: \(quoted(owner))",
            "  link: \(quoted(link))",
            "  first-seen: \(quoted(firstSeen))",
        ]
        if let expires { lines.append("  expires: \(quoted(expires))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Whether a file is there and holds more than comments; such a one is no ledger yet.
    static func hasEntries(_ path: String) throws -> Bool {
        guard Files.exists(path) else { return false }
        let text = String(decoding: try Library.read(path), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).contains { line in
            line.first { !$0.isWhitespace }.map { $0 != "#" } ?? false
        }
    }

    /// Puts an entry at the end of a file; nothing is written unless the whole file then reads well.
    ///
    /// - Parameter check: What else must hold of the entry, before it is written.
    /// - Throws: A `Failure` that says what is wrong, or that the file can't be written.
    static func append(_ text: String, to path: String, check: (LedgerEntry) throws -> Void) throws -> LedgerEntry {
        var bytes = Files.exists(path) ? try Library.read(path) : []
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        bytes += Array(text.utf8)
        let file = LedgerFile.load(bytes, file: path)
        try Library.refuse(file.diagnostics, "\(path) with the new entry, which was not written")
        guard let entry = file.entries.last else {
            throw Failure(
                doing: "adding", to: path, why: "the entry could not be read back", now: "look at what it holds",
                exit: Failure.usage)
        }
        try check(entry)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(
                doing: "writing", to: path, why: "\(error.localizedDescription)",
                now: "name a ledger that can be written with --file", exit: Failure.usage)
        }
        return entry
    }

    private static func list(_ texts: [String]) -> String {
        texts.count == 1 ? quoted(texts[0]) : "[\(texts.map(quoted).joined(separator: ", "))]"
    }

    /// A text in YAML's double quotes, on one line whatever it holds.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                    let digits = String(scalar.value, radix: 16)
                    result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
                default: result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
