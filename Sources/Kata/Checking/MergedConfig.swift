/// What several files say together: tables are merged, a later value wins, lists replace.
struct MergedConfig {
    private struct Place {
        var file: String
        var entry: TomlDocument.Entry
    }

    private var places: [KeyPlace: Place] = [:]
    let hypervisors: Set<String>
    /// The one that is meant: that of `runtime.hypervisor_name`, else the first that has a table.
    let hypervisor: String

    init(_ documents: [TomlDocument]) {
        let tables = documents.flatMap(\.headers).map(\.path) + documents.flatMap(\.entries).map(\.table)
        let names = tables.filter { $0.count > 1 && $0[0] == "hypervisor" }.map { $0[1] }
        hypervisors = Set(names)
        var chosen = names.first ?? "qemu"
        for entry in documents.flatMap(\.entries) where entry.table == ["runtime"] && entry.key == "hypervisor_name" {
            if case .text(let name) = entry.value, hypervisors.contains(name) { chosen = name }
        }
        hypervisor = chosen
        for document in documents {
            for entry in document.entries where entry.table.first != "hypervisor" || entry.table[1...].first == chosen {
                let place = KeyPlace(KeyPlace.section(of: entry.table), entry.key)
                places[place] = Place(file: document.file, entry: entry)
            }
        }
    }

    func value(of place: KeyPlace) -> TomlValue? { places[place]?.entry.value }
    func file(of place: KeyPlace) -> String? { places[place]?.file }
    func line(of place: KeyPlace) -> Int? { places[place]?.entry.line }
    func table(of place: KeyPlace) -> [String]? { places[place]?.entry.table }

    /// All that is written, in the order of the places; later files hold.
    var values: [(place: KeyPlace, value: TomlValue)] {
        places.sorted { $0.key < $1.key }.map { ($0.key, $0.value.entry.value) }
    }

    /// The texts of a list.
    func texts(of place: KeyPlace) -> [String] {
        guard case .array(let values)? = value(of: place) else { return [] }
        return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// The lists of what annotations may name, as far as they are written: `valid_hypervisor_paths` and the like.
    var validPaths: [KeyPlace: [String]] {
        let lists = places.keys.filter { $0.section == "hypervisor" && $0.key.hasPrefix("valid_") }
        return Dictionary(uniqueKeysWithValues: lists.map { ($0, texts(of: $0)) })
    }
}
