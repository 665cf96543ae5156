package import Documents

/// What `Matrix/kata-keys/VERSION.yaml` holds, or everything that is wrong with it.
package struct KeyTableFile: Sendable, Hashable {
    /// Nil if there is a diagnostic.
    package var table: KeyTable?
    package var diagnostics: [Diagnostic]

    package static func load(_ bytes: [UInt8], file: String) -> KeyTableFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return KeyTableFile(table: nil, diagnostics: problems) }
        var decoder = KeyTableDecoder(file: file)
        let table = decoder.table(document.root)
        let found = decoder.reading.diagnostics.sorted()
        return KeyTableFile(table: found.isEmpty ? table : nil, diagnostics: found)
    }
}

/// Reads a table of keys.
private struct KeyTableDecoder {
    var reading: Reading

    init(file: String) {
        reading = Reading(file: file)
    }

    mutating func table(_ item: Item) -> KeyTable? {
        let what = "a table of keys"
        let known = ["kata-keys", "release", "go", "rust", "annotations"]
        guard let fields = reading.fields(item, of: what, known: known) else { return nil }
        _ = reading.required("kata-keys", in: fields, of: what).map { reading.integer($0, "'kata-keys'", in: 1...1) }
        var version: KataVersion?
        if let item = reading.required("release", in: fields, of: what), let text = reading.words(item, "'release'") {
            version = KataVersion(text)
            if version == nil { reading.report("'release' must be a version like 4.1.0", at: item.position) }
        }
        let go = reading.required("go", in: fields, of: what).map { keys($0) }
        let rust = reading.required("rust", in: fields, of: what).map { keys($0) }
        let rules = fields["annotations"].map { annotations($0) } ?? []
        guard let version, let go, let rust else { return nil }
        return KeyTable(version: version, go: go, rust: rust, annotations: rules)
    }

    private mutating func keys(_ item: Item) -> ShimKeys {
        var keys = ShimKeys()
        let known = ["strict", "needs", "reads", "templates"]
        guard let fields = reading.fields(item, of: "a shim's keys", known: known) else { return keys }
        keys.strict = Set(fields["strict"].flatMap { reading.texts($0, "'strict'") } ?? [])
        for text in fields["needs"].flatMap({ reading.texts($0, "'needs'") }) ?? [] {
            if let place = place(text, at: item.position) { keys.needs.append(place) }
        }
        for section in fields["reads"].flatMap({ reading.map($0, "'reads'") }) ?? [] {
            var types: [String: KeyType] = [:]
            for entry in reading.map(section.value, "a section of 'reads'") ?? [] {
                types[entry.key] = reading.choice(entry.value, "the type of a key", of: KeyType.self)
            }
            keys.reads[section.key] = types
        }
        for item in fields["templates"].flatMap({ reading.list($0, "'templates'") }) ?? [] {
            if let template = template(item, among: keys.templates) { keys.templates.append(template) }
        }
        return keys
    }

    private mutating func template(_ item: Item, among earlier: [KeyTemplate]) -> KeyTemplate? {
        let what = "a template"
        let known = ["name", "hypervisor", "like", "without", "values"]
        guard let fields = reading.fields(item, of: what, known: known) else { return nil }
        let name = reading.required("name", in: fields, of: what).flatMap { reading.words($0, "'name'") }
        var hypervisor = fields["hypervisor"].flatMap { reading.words($0, "'hypervisor'") }
        var values: [KeyPlace: String] = [:]
        if let item = fields["like"], let like = reading.words(item, "'like'") {
            guard let base = earlier.first(where: { $0.name == like }) else {
                reading.reportUnknown("template", like, among: earlier.map(\.name), at: item.position)
                return nil
            }
            values = base.values
            hypervisor = hypervisor ?? base.hypervisor
        }
        for text in fields["without"].flatMap({ reading.texts($0, "'without'") }) ?? [] {
            if let place = place(text, at: item.position) { values[place] = nil }
        }
        for section in fields["values"].flatMap({ reading.map($0, "'values'") }) ?? [] {
            for (key, value) in reading.table(section.value, "a section of 'values'", of: "a value") {
                values[KeyPlace(section.key, key)] = value
            }
        }
        guard let name else { return nil }
        guard let hypervisor else {
            reading.report("a template needs 'hypervisor' or 'like'", at: item.position)
            return nil
        }
        return KeyTemplate(name: name, hypervisor: hypervisor, values: values)
    }

    private mutating func annotations(_ item: Item) -> [AnnotationRule] {
        var rules: [AnnotationRule] = []
        for item in reading.list(item, "'annotations'") ?? [] {
            let what = "an annotation"
            guard let fields = reading.fields(item, of: what, known: ["name", "go", "rust", "note"]) else { continue }
            let name = reading.required("name", in: fields, of: what).flatMap { reading.words($0, "'name'") }
            let go = reading.required("go", in: fields, of: what)
                .flatMap { reading.choice($0, "'go'", of: AnnotationRule.Handling.self) }
            let rust = reading.required("rust", in: fields, of: what)
                .flatMap { reading.choice($0, "'rust'", of: AnnotationRule.Handling.self) }
            let note = fields["note"].flatMap { reading.words($0, "'note'") } ?? ""
            guard let name, let go, let rust else { continue }
            rules.append(AnnotationRule(name: name, go: go, rust: rust, note: note))
        }
        return rules
    }

    private mutating func place(_ text: String, at position: Position) -> KeyPlace? {
        guard let place = KeyPlace(text) else {
            reading.report("a key is SECTION/KEY, not '\(text.prefix(80))'", at: position)
            return nil
        }
        return place
    }
}
