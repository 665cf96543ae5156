/// Writes a configuration, its drop-ins taken in and some keys set, as one file that every release reads alike.
package struct ConfigurationText: Sendable {
    private let documents: [TomlDocument]
    private let merged: MergedConfig
    private var set: [KeyPlace: TomlValue] = [:]

    /// Why something can't be written.
    package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        package var description: String
    }

    /// - Parameter documents: The file, then its drop-ins in the order in which they are read.
    package init(_ documents: [TomlDocument]) {
        self.documents = documents
        merged = MergedConfig(documents)
    }

    /// What is written for a key, be it set here or in the files.
    package func value(of place: KeyPlace) -> TomlValue? { set[place] ?? merged.value(of: place) }

    /// Every key with its value, in the order of the places.
    package var values: [(place: KeyPlace, value: TomlValue)] {
        merged.values.filter { set[$0.place] == nil } + set.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// As its table is called.
    package var hypervisor: String { merged.hypervisor }

    package mutating func set(_ place: KeyPlace, _ value: TomlValue) { set[place] = value }

    /// The file's text: tables in the order of the files, each key once, later files first; no comments.
    ///
    /// - Throws: A `Problem` for a list of tables with headers of their own, `[[…]]`, which Kata's files have none of.
    package func text() throws(Problem) -> String {
        var order: [[String]] = []
        var tables: [[String]: [(key: String, value: TomlValue)]] = [:]
        func open(_ table: [String]) {
            if tables[table] == nil { order.append(table) }
            tables[table, default: []] += []
        }
        func write(_ table: [String], _ key: String, _ value: TomlValue) {
            open(table)
            if let place = tables[table]?.firstIndex(where: { $0.key == key }) {
                tables[table]?[place].value = value
            } else {
                tables[table]?.append((key, value))
            }
        }
        for document in documents {
            for header in document.headers {
                if header.isElement {
                    let name = header.path.joined(separator: ".")
                    throw Problem(
                        description: "\(document.file):\(header.line): [[\(name)]] can't be merged with other files")
                }
                open(header.path)
            }
            for entry in document.entries { write(entry.table, entry.key, entry.value) }
        }
        let agent = order.first { $0.count > 1 && $0[0] == "agent" }.map { $0[1] } ?? "kata"
        for (place, value) in set.sorted(by: { $0.key < $1.key }) {
            write(KeyPlace.table(of: place.section, hypervisor: merged.hypervisor, agent: agent), place.key, value)
        }
        // What stands before every header can stand nowhere else.
        let lines = (order.filter(\.isEmpty) + order.filter { !$0.isEmpty }).flatMap { table -> [String] in
            let header = table.isEmpty ? [] : ["[\(table.map(TomlValue.key).joined(separator: "."))]"]
            return header + (tables[table] ?? []).map { "\(TomlValue.key($0.key)) = \($0.value)" }
        }
        return (lines + [""]).joined(separator: "\n")
    }
}
