extension KeyTable {
    /// This table as that of another release, with the keys and values of its templates.
    ///
    /// What templates can't tell, types and what is refused, stays as it is; a key that is new in them is taken for read.
    package func with(version: KataVersion, templates: [ShimLanguage: [NamedTemplate]]) -> KeyTable {
        var table = self
        table.version = version
        if let files = templates[.go] { table.go.take(files) }
        if let files = templates[.rust] { table.rust.take(files) }
        return table
    }

    /// A template's file and the name that it goes by.
    package struct NamedTemplate: Sendable {
        package var name: String
        package var document: TomlDocument

        package init(name: String, document: TomlDocument) {
            self.name = name
            self.document = document
        }
    }
}

extension ShimKeys {
    fileprivate mutating func take(_ files: [KeyTable.NamedTemplate]) {
        templates = files.compactMap { file in
            var values: [KeyPlace: String] = [:]
            var hypervisor: String?
            for header in file.document.headers where header.path.count == 2 && header.path[0] == "hypervisor" {
                hypervisor = hypervisor ?? header.path[1]
            }
            for entry in file.document.entries {
                let place = KeyPlace(KeyPlace.section(of: entry.table), entry.key)
                values[place] = entry.value.description
                if type(of: place) == nil {
                    reads[place.section, default: [:]][place.key] = KeyFacts.type(of: entry.value)
                }
            }
            return hypervisor.map { KeyTemplate(name: file.name, hypervisor: $0, values: values) }
        }
        templates.sort { ($0.hypervisor, $0.name.count, $0.name) < ($1.hypervisor, $1.name.count, $1.name) }
    }

    /// `configuration-qemu-tdx-runtime-rs.toml.in` is `qemu-tdx`.
    package static func templateName(ofFile path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? path
        for ending in [".in", ".toml", "-runtime-rs"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        for beginning in ["configuration-", "rs-"] where name.hasPrefix(beginning) {
            name.removeFirst(beginning.count)
        }
        return name
    }
}
