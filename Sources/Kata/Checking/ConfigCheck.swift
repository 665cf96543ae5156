/// Everything that a user's configuration is made of.
package struct ConfigInput: Sendable {
    package var base: TomlDocument
    /// In the order in which they are read; a later one wins.
    package var dropIns: [TomlDocument]
    package var annotations: [AnnotationUse]
    /// containerd's own configuration.
    package var containerd: TomlDocument?

    package init(
        base: TomlDocument, dropIns: [TomlDocument] = [], annotations: [AnnotationUse] = [],
        containerd: TomlDocument? = nil
    ) {
        self.base = base
        self.dropIns = dropIns
        self.annotations = annotations
        self.containerd = containerd
    }

    var documents: [TomlDocument] { [base] + dropIns }
}

/// Tells what becomes of a configuration between two shims.
package struct ConfigCheck: Sendable {
    package var from: ShimRelease
    package var to: ShimRelease
    /// All that are known.
    package var tables: [KeyTable]
    package var changes: KeyChanges

    package init(from: ShimRelease, to: ShimRelease, tables: [KeyTable], changes: KeyChanges) {
        self.from = from
        self.to = to
        self.tables = tables
        self.changes = changes
    }

    /// A row for each thing in the files, and for what is not in them and matters; sorted by file and line.
    ///
    /// Where a release has no table, the nearest older and newer are asked; rows on which they differ are unsure.
    package func rows(of input: ConfigInput) -> [ConfigRow] {
        let old = nearest(to: from.version)
        let new = nearest(to: to.version)
        for (release, tables) in [(from, old), (to, new)] {
            guard let table = tables.first, tables.count == 1, table.keys(of: release.language).isEmpty else {
                continue
            }
            return [
                ConfigRow(
                    file: input.base.file, line: 0, section: "", key: "", effect: .refused,
                    note: "there is no \(release): that release has no shim in this language", isLost: true)
            ]
        }
        var all: [[ConfigRow]] = []
        var names: [String] = []
        for first in old {
            for second in new {
                names.append("\(first.version) to \(second.version)")
                all.append(PairCheck(self, first, second, input).rows())
            }
        }
        var rows = Self.agreed(all, names)
        rows += unknownRows(file: input.base.file)
        return rows.sorted()
    }

    /// A row for each of the two releases that has no table.
    func unknownRows(file: String) -> [ConfigRow] {
        [from, to].compactMap { release in
            let found = nearest(to: release.version)
            guard found.map(\.version) != [release.version] else { return nil }
            let others = found.map(\.version.description).joined(separator: " and ")
            return ConfigRow(
                file: file, line: 0, section: "", key: "", effect: .unsure,
                note: found.isEmpty
                    ? "there is no table at all" : "there is no table for \(release); judged by \(others)",
                isLost: true)
        }
    }

    /// The table of a version, else the nearest on both sides.
    func nearest(to version: KataVersion) -> [KeyTable] {
        if let exact = tables.first(where: { $0.version == version }) { return [exact] }
        let older = tables.filter { $0.version < version }.max { $0.version < $1.version }
        let newer = tables.filter { version < $0.version }.min { $0.version < $1.version }
        return [older, newer].compactMap { $0 }
    }

    /// Rows on which all agree, as they are; the others as unsure, with what each says.
    private static func agreed(_ all: [[ConfigRow]], _ names: [String]) -> [ConfigRow] {
        guard all.count > 1 else { return all.first ?? [] }
        struct Thing: Hashable {
            var file: String
            var line: Int
            var section: String
            var key: String
        }
        var told: [Thing: [Int: ConfigRow]] = [:]
        for (index, rows) in all.enumerated() {
            for row in rows {
                told[Thing(file: row.file, line: row.line, section: row.section, key: row.key), default: [:]][index] =
                    row
            }
        }
        return told.values.compactMap { rows in
            let different = Set(rows.values)
            guard let first = rows.values.min() else { return nil }
            if different.count == 1, rows.count == all.count { return first }
            let says = names.indices.map { index in
                "\(names[index]): " + (rows[index].map { "\($0.effect.rawValue)" } ?? "nothing to say")
            }
            var row = first
            row.effect = .unsure
            row.note = says.joined(separator: "; ")
            row.isLost = true
            return row
        }
    }
}
