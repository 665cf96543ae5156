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

    /// Versions that the tables do not have; nothing is converted for these.
    package var unknownVersions: [KataVersion] {
        [check.from.version, check.to.version].filter { version in !check.tables.contains { $0.version == version } }
    }

    /// Converts; nil if a version is unknown.
    package func result(for document: TomlDocument) -> Result? {
        guard let old = check.tables.first(where: { $0.version == check.from.version }),
            let new = check.tables.first(where: { $0.version == check.to.version })
        else { return nil }
        let merged = MergedConfig([document])
        let judge = KeyJudge(
            from: check.from, to: check.to, old: old.keys(of: check.from.language),
            new: new.keys(of: check.to.language),
            changes: check.changes, merged: merged,
            template: ShimKeys.templateName(ofFile: document.file))
        var edit = TomlEdit(document)
        var lost: [ConfigRow] = []
        var changed = 0
        for entry in document.entries {
            let verdict = judge.verdict(on: entry)
            guard verdict.remedy != .keep else { continue }
            changed += 1
            if carry(entry, verdict, judge, merged, into: &edit) { continue }
            lost.append(
                ConfigRow(
                    file: document.file, line: entry.line, section: entry.table.joined(separator: "."),
                    key: entry.key, effect: verdict.effect, note: verdict.note, isLost: true))
        }
        lost += hypervisors(document, judge, &edit)
        if !isDropIn { changed += addNeeds(document, merged, judge, &edit) }
        return Result(text: edit.text, lost: lost, changed: changed)
    }

    /// Writes what one key becomes; false if something of it is lost.
    private func carry(
        _ entry: TomlDocument.Entry, _ verdict: KeyJudge.Verdict, _ judge: KeyJudge, _ merged: MergedConfig,
        into edit: inout TomlEdit
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

    /// Notes hypervisors that the new shim can't drive.
    private func hypervisors(
        _ document: TomlDocument, _ judge: KeyJudge, _ edit: inout TomlEdit
    ) -> [ConfigRow] {
        let known = judge.new.hypervisors
        return document.headers.filter { $0.path.count == 2 && $0.path[0] == "hypervisor" }.compactMap { header in
            guard !known.isEmpty, !known.contains(header.path[1]) else { return nil }
            let note =
                "\(check.to) does not drive \(header.path[1]); it drives \(known.sorted().joined(separator: ", "))"
            edit.note("\(TomlEdit.mark) lost: \(note)", above: header.line)
            return ConfigRow(
                file: document.file, line: header.line, section: header.path.joined(separator: "."), key: "",
                effect: .refused, note: note, isLost: true)
        }
    }

    /// Adds the keys that must be there.
    private func addNeeds(
        _ document: TomlDocument, _ merged: MergedConfig, _ judge: KeyJudge, _ edit: inout TomlEdit
    ) -> Int {
        let missing = judge.new.needs.filter { merged.value(of: $0) == nil }
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
        return missing.count
    }

    /// A note as a comment can hold it.
    private static func oneLine(_ text: String) -> String { Diagnostic.escaped(text) }
}
