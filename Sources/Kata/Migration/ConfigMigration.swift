internal import Documents

/// Converts a configuration file from one shim to another, line by line: comments and order stay.
///
/// What is changed has a comment above it that begins with `# kumite:`; so has what could not be carried over, which
/// stays as a comment. What the new shim reads is left alone, so that converting twice changes nothing.
package struct ConfigMigration: Sendable {
    package var check: ConfigCheck
    /// Whether the file is one of several: then what must be there need not be in it.
    package var isDropIn: Bool

    package init(check: ConfigCheck, isDropIn: Bool) {
        self.check = check
        self.isDropIn = isDropIn
    }

    package struct Result: Sendable {
        package var text: String
        /// What could not be carried over, by the lines of the file that was read.
        package var lost: [ConfigRow]
        /// How many lines say something else now.
        package var changed: Int
    }

    /// One way to judge the file: by one table for each of the two shims.
    private struct Way {
        var name: String
        var judge: KeyJudge
    }

    /// Every way: one where both releases have a table, else one for each pair of the nearest older and newer.
    private func ways(_ document: TomlDocument, _ merged: MergedConfig) -> [Way] {
        check.nearest(to: check.from.version).flatMap { old in
            check.nearest(to: check.to.version).map { new in
                Way(
                    name: "\(old.version) to \(new.version)",
                    judge: KeyJudge(
                        from: check.from, to: check.to, old: old.keys(of: check.from.language),
                        new: new.keys(of: check.to.language), changes: check.changes, merged: merged,
                        template: ShimKeys.templateName(ofFile: document.file)))
            }
        }
    }

    /// Converts; nil if there is no table at all.
    ///
    /// Where a release has no table, what the nearest ones make differently is left as it is, with a comment, and told
    /// as unsure.
    package func result(for document: TomlDocument) -> Result? {
        let merged = MergedConfig([document])
        let ways = ways(document, merged)
        guard let judge = ways.first?.judge else { return nil }
        var edit = TomlEdit(document)
        var lost = check.unknownRows(file: document.file)
        var changed = 0
        for entry in document.entries {
            let verdicts = ways.map { $0.judge.verdict(on: entry) }
            let verdict = verdicts[0]
            guard verdicts.allSatisfy({ $0.remedy == verdict.remedy && $0.isGone == verdict.isGone }) else {
                let says = zip(ways, verdicts).map { "\($0.name): \($1.effect.rawValue)" }.joined(separator: "; ")
                edit.note("\(TomlEdit.mark) unsure: \(Self.oneLine(says))", above: entry.line)
                lost.append(row(document, entry, .unsure, says))
                continue
            }
            guard verdict.remedy != .keep else { continue }
            changed += 1
            if carry(entry, verdict, merged, into: &edit) { continue }
            lost.append(row(document, entry, verdict.effect, verdict.note))
        }
        lost += hypervisors(document, ways.map(\.judge), &edit)
        if !isDropIn {
            let (added, unsure) = addNeeds(document, merged, ways, judge, &edit)
            changed += added
            lost += unsure
        }
        return Result(text: edit.text, lost: lost, changed: changed)
    }

    private func row(
        _ document: TomlDocument, _ entry: TomlDocument.Entry, _ effect: ConfigRow.Effect, _ note: String
    ) -> ConfigRow {
        ConfigRow(
            file: document.file, line: entry.line, section: entry.table.joined(separator: "."), key: entry.key,
            effect: effect, note: note, isLost: true)
    }

    /// Writes what one key becomes; false if something of it is lost.
    private func carry(
        _ entry: TomlDocument.Entry, _ verdict: KeyJudge.Verdict, _ merged: MergedConfig, into edit: inout TomlEdit
    ) -> Bool {
        let note = Self.oneLine(verdict.note)
        guard entry.isPlain else {
            edit.note("\(TomlEdit.mark) by hand: \(note)", above: entry.line)
            return false
        }
        guard case .write(let target, let value) = verdict.remedy else {
            edit.comment(out: entry, "\(TomlEdit.mark) \(verdict.isGone ? "lost" : "dropped"): \(note)")
            return !verdict.isGone
        }
        let agent = entry.table.first == "agent" && entry.table.count > 1 ? entry.table[1] : "kata"
        let hypervisor =
            entry.table.first == "hypervisor" && entry.table.count > 1 ? entry.table[1] : merged.hypervisor
        let table = KeyPlace.table(of: target.section, hypervisor: hypervisor, agent: agent)
        let line = "\(TomlValue.key(target.key)) = \(value)"
        if table == entry.table {
            let hint = verdict.hint.isEmpty ? "" : "\(Self.oneLine(verdict.hint)); "
            edit.replace(entry, with: line, "\(TomlEdit.mark) for \(check.to): \(hint)it was")
        } else {
            let name = table.map(TomlValue.key).joined(separator: ".")
            edit.comment(out: entry, "\(TomlEdit.mark) moved to [\(name)]")
            let source = entry.table.map(TomlValue.key).joined(separator: ".")
            edit.append(["\(TomlEdit.mark) was [\(source)] \(entry.key) = \(entry.value)", line], to: table)
        }
        return true
    }

    /// Notes hypervisors that the new shim can't drive, by one table at least.
    private func hypervisors(
        _ document: TomlDocument, _ judges: [KeyJudge], _ edit: inout TomlEdit
    ) -> [ConfigRow] {
        document.headers.filter { $0.path.count == 2 && $0.path[0] == "hypervisor" }.compactMap { header in
            let refusing = judges.map(\.new.hypervisors).filter { !$0.isEmpty && !$0.contains(header.path[1]) }
            guard let known = refusing.first else { return nil }
            let isSure = refusing.count == judges.count
            let note =
                "\(check.to) \(isSure ? "does" : "may") not drive \(header.path[1]); it drives "
                + known.sorted().joined(separator: ", ")
            edit.note("\(TomlEdit.mark) \(isSure ? "lost" : "unsure"): \(note)", above: header.line)
            return ConfigRow(
                file: document.file, line: header.line, section: header.path.joined(separator: "."), key: "",
                effect: isSure ? .refused : .unsure, note: note, isLost: true)
        }
    }

    /// Adds the keys that must be there; what only some tables say must be is told as unsure.
    private func addNeeds(
        _ document: TomlDocument, _ merged: MergedConfig, _ ways: [Way], _ judge: KeyJudge, _ edit: inout TomlEdit
    ) -> (added: Int, unsure: [ConfigRow]) {
        let all = Set(ways.flatMap(\.judge.new.needs)).filter { merged.value(of: $0) == nil }.sorted()
        let missing = all.filter { place in ways.allSatisfy { $0.judge.new.needs.contains(place) } }
        for section in Set(missing.map(\.section)).sorted() {
            let table = KeyPlace.table(of: section, hypervisor: merged.hypervisor, agent: "kata")
            var lines = ["\(TomlEdit.mark) \(check.to) needs these"]
            for place in missing where place.section == section {
                if place.key == "hypervisor_name", merged.hypervisors.isEmpty {
                    lines.append("\(TomlEdit.mark) lost: there is no [hypervisor.\(merged.hypervisor)] in this file")
                }
                lines.append("\(TomlValue.key(place.key)) = \(judge.neededValue(of: place))")
            }
            edit.prepend(lines, to: table)
        }
        let unsure = all.filter { !missing.contains($0) }.map { place in
            ConfigRow(
                file: document.file, line: 0, section: place.section, key: place.key, effect: .unsure,
                note: "\(check.to) may need it", isLost: true)
        }
        return (missing.count, unsure)
    }

    /// A note as a comment can hold it.
    private static func oneLine(_ text: String) -> String { Diagnostic.escaped(text) }
}
