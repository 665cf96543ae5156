/// Writes a table of keys as the YAML that `KeyTableFile` reads: sorted, each template by what differs from the first.
package enum KeyTableText {
    package static func yaml(of table: KeyTable) -> String {
        var text = """
            # What the shims of Kata \(table.version) read, and what the files say that ship with them.
            # Written by `kumite kata keys`; CONTRIBUTING.md says how. Don't edit.
            kata-keys: 1
            release: \(table.version)

            """
        for (name, keys) in [("go", table.go), ("rust", table.rust)] {
            text += "\(name):\n"
            text += "  strict: [\(keys.strict.sorted().joined(separator: ", "))]\n"
            text += "  needs: [\(keys.needs.sorted().map(\.description).joined(separator: ", "))]\n"
            text += keys.reads.isEmpty ? "  reads: {}\n" : "  reads:\n"
            for (section, types) in keys.reads.sorted(by: { $0.key < $1.key }) {
                text += "    \(quoted(section)):\n"
                for (key, type) in types.sorted(by: { $0.key < $1.key }) {
                    text += "      \(quoted(key)): \(type.rawValue)\n"
                }
            }
            text += keys.templates.isEmpty ? "  templates: []\n" : "  templates:\n"
            for (index, template) in keys.templates.enumerated() {
                let base = keys.templates[..<index].first { $0.hypervisor == template.hypervisor }
                text += self.template(template, like: base)
            }
        }
        text += table.annotations.isEmpty ? "annotations: []\n" : "annotations:\n"
        for rule in table.annotations {
            let note = rule.note.isEmpty ? "" : ", note: \(quoted(rule.note))"
            text += "  - { name: \(quoted(rule.name)), go: \(rule.go.rawValue), rust: \(rule.rust.rawValue)\(note) }\n"
        }
        return text
    }

    private static func template(_ template: KeyTemplate, like base: KeyTemplate?) -> String {
        var text = "    - name: \(template.name)\n"
        text += base.map { "      like: \($0.name)\n" } ?? "      hypervisor: \(template.hypervisor)\n"
        let gone = (base?.values.keys.filter { template.values[$0] == nil } ?? []).sorted()
        if !gone.isEmpty { text += "      without: [\(gone.map(\.description).joined(separator: ", "))]\n" }
        let values = template.values.filter { base?.values[$0.key] != $0.value }
        guard !values.isEmpty else { return text }
        text += "      values:\n"
        for section in Set(values.keys.map(\.section)).sorted() {
            text += "        \(quoted(section)):\n"
            for (place, value) in values.sorted(by: { $0.key < $1.key }) where place.section == section {
                text += "          \(quoted(place.key)): \(quoted(value))\n"
            }
        }
        return text
    }

    /// A scalar of YAML: plain where that can't be taken for anything else.
    private static func quoted(_ text: String) -> String {
        let isPlain =
            text.first?.isLetter == true
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "/"):
                    true
                default: false
                }
            }
        return isPlain ? text : "'\(text.replacing("'", with: "''"))'"
    }
}
