/// Makes a table of keys from lists with tabs, one row a key, as people collect them from a release's source.
///
/// Keys: `version section key in_go in_rust go_value rust_value note`. A section `STRUCT:runtime` has types for values;
/// `hypervisor.qemu[qemu-tdx]` is one template, without brackets it is the hypervisor's first. A note `go:commented`
/// says that the template shows the key in a comment only. Annotations: `version name in_go in_rust gate … note`.
package enum KeyFacts {
    /// - Returns: The table of one release; nil if no row is of that release.
    package static func table(of version: KataVersion, keys: String, annotations: String) -> KeyTable? {
        var go = Builder()
        var rust = Builder()
        let rows = rows(keys, of: version, columns: 8)
        for row in rows {
            let (section, key, note) = (row[1], row[2], row[7])
            guard !section.hasPrefix("STRUCT:") else {
                let place = KeyPlace(self.section(String(section.dropFirst("STRUCT:".count))), key)
                if row[3] == "1" { go.reads(place, type(named: row[5])) }
                if row[4] == "1" { rust.reads(place, type(named: row[6])) }
                continue
            }
            go.add(section, key, isRead: row[3] == "1", row[5], isShown: !note.contains("go:commented"))
            rust.add(section, key, isRead: row[4] == "1", row[6], isShown: !note.contains("rust:commented"))
        }
        guard !rows.isEmpty else { return nil }
        let rules = self.rows(annotations, of: version, columns: 8).compactMap(rule)
        return KeyTable(
            version: version, go: go.finished, rust: rust.finished, annotations: rules.sorted { $0.name < $1.name })
    }

    private static func rows(_ text: String, of version: KataVersion, columns: Int) -> [[String]] {
        text.split(separator: "\n").compactMap { line in
            var row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let first = row.first, KataVersion(first) == version else { return nil }
            row += [String](repeating: "", count: max(0, columns - row.count))
            return row
        }
    }

    private static func rule(_ row: [String]) -> AnnotationRule? {
        // What a shim itself writes for the guest is nothing that a pod sets; what ends in '=' is no key.
        guard !row[7].hasPrefix("internal"), !row[1].contains("=") else { return nil }
        let handling: AnnotationRule.Handling = row[4] == "enable_annotations" ? .gated : .free
        let note = row[7].split(separator: ";").map { $0.drop { $0 == " " } }
            .filter { !$0.hasPrefix("rust const") && !$0.hasPrefix("go const") }.joined(separator: "; ")
        // What is known to a shim only so that it can be turned down is not applied.
        let isTurnedDown = note.contains("only to refuse")
        return AnnotationRule(
            name: row[1], go: row[2] == "1" ? handling : .no, rust: row[3] == "1" && !isTurnedDown ? handling : .no,
            note: note)
    }

    /// `hypervisor.*.factory` as it is called whatever the hypervisor is.
    static func section(_ text: String) -> String {
        KeyPlace.section(of: text.split(separator: ".").map(String.init))
    }

    /// The type that a parser's own type is.
    static func type(named name: String) -> KeyType {
        var plain = name
        if plain.hasPrefix("Option<") { plain = String(plain.dropFirst("Option<".count).dropLast()) }
        if plain.hasPrefix("*") { plain.removeFirst() }
        switch plain {
        case "bool": return .flag
        case "u8": return .u8
        case "u16", "uint16": return .u16
        case "u32", "uint32": return .u32
        case "u64", "uint64", "uint", "usize": return .u64
        case "i32", "int32": return .i32
        case "i64", "int64", "int": return .i64
        case "f32", "float32", "f64", "float64": return .float
        case "[]string", "Vec<String>": return .texts
        case "String", "string", "HugePageType", "config.PCIePort", "govmmQemu.MonitorProtocol": return .text
        default: return plain.hasPrefix("Vec<") || plain.hasPrefix("[]") ? .tables : .table
        }
    }

    /// The type that a value seems to have.
    static func type(of value: TomlValue?) -> KeyType {
        switch value {
        case .flag: .flag
        case .integer: .i64
        case .float: .float
        case .array(let values):
            values.contains { if case .table = $0 { true } else { false } } ? .tables : .texts
        case .table: .table
        case .text, .date, .placeholder, nil: .text
        }
    }
}

/// Collects what one shim reads.
private struct Builder {
    private var keys = ShimKeys()
    private var templates: [String: KeyTemplate] = [:]
    private var order: [String] = []

    mutating func reads(_ place: KeyPlace, _ type: KeyType) {
        keys.reads[place.section, default: [:]][place.key] = type
    }

    /// A row of a template.
    mutating func add(_ section: String, _ key: String, isRead: Bool, _ value: String, isShown: Bool) {
        let parts = section.split(separator: "[", maxSplits: 1)
        let table = parts[0].split(separator: ".").map(String.init)
        let value = Self.unquotedTwice(value)
        let place = KeyPlace(KeyPlace.section(of: table), key)
        if isRead, keys.type(of: place) == nil {
            reads(place, KeyFacts.type(of: KeyMove.parse(value)))
        }
        guard isShown, !value.isEmpty else { return }
        let name = parts.count == 2 ? String(parts[1].dropLast()) : ""
        if templates[name] == nil { order.append(name) }
        var template = templates[name] ?? KeyTemplate(name: name, hypervisor: "", values: [:])
        template.values[place] = value
        if table.count == 2, table[0] == "hypervisor" { template.hypervisor = table[1] }
        templates[name] = template
    }

    /// A text whose inside is quoted too, as where a build quotes what a template quotes already: `""a" "b""` is `"a b"`.
    private static func unquotedTwice(_ value: String) -> String {
        let value = value.replacing("\"\"\"\"", with: "\"\"")
        guard KeyMove.parse(value) == nil, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
        return "\"\(value.filter { $0 != "\"" })\""
    }

    var finished: ShimKeys {
        var keys = keys
        // The rows without brackets are of the hypervisor's first file, which bears the hypervisor's name.
        keys.templates = order.compactMap { templates[$0] }.filter { !$0.hypervisor.isEmpty }.map { template in
            var template = template
            if template.name.isEmpty { template.name = template.hypervisor }
            return template
        }
        keys.templates.sort { ($0.hypervisor, $0.name.count, $0.name) < ($1.hypervisor, $1.name.count, $1.name) }
        return keys
    }
}
