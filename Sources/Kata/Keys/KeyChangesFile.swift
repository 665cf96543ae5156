package import Documents

/// What `Matrix/kata-keys/changes.yaml` holds, or everything that is wrong with it.
package struct KeyChangesFile: Sendable, Hashable {
    package var changes: KeyChanges
    package var diagnostics: [Diagnostic]

    package static func load(_ bytes: [UInt8], file: String) -> KeyChangesFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return KeyChangesFile(changes: KeyChanges(), diagnostics: problems) }
        var decoder = KeyChangesDecoder(file: file)
        let changes = decoder.changes(document.root)
        let found = decoder.reading.diagnostics.sorted()
        return KeyChangesFile(changes: found.isEmpty ? changes : KeyChanges(), diagnostics: found)
    }
}

private struct KeyChangesDecoder {
    var reading: Reading

    init(file: String) {
        reading = Reading(file: file)
    }

    mutating func changes(_ item: Item) -> KeyChanges {
        var changes = KeyChanges()
        let known = ["kata-changes", "moves", "values", "notes", "annotations"]
        guard let fields = reading.fields(item, of: "a file of changes", known: known) else { return changes }
        for item in fields["moves"].flatMap({ reading.list($0, "'moves'") }) ?? [] {
            if let move = move(item) { changes.moves.append(move) }
        }
        for item in fields["values"].flatMap({ reading.list($0, "'values'") }) ?? [] {
            if let rule = rule(item) { changes.values.append(rule) }
        }
        for item in fields["notes"].flatMap({ reading.list($0, "'notes'") }) ?? [] {
            if let note = note(item) { changes.notes.append(note) }
        }
        for item in fields["annotations"].flatMap({ reading.list($0, "'annotations'") }) ?? [] {
            let what = "an annotation that moved"
            guard let fields = reading.fields(item, of: what, known: ["go", "rust"]) else { continue }
            let go = reading.required("go", in: fields, of: what).flatMap { reading.words($0, "'go'") }
            let rust = reading.required("rust", in: fields, of: what).flatMap { reading.words($0, "'rust'") }
            if let go, let rust { changes.annotations.append(AnnotationMove(go: go, rust: rust)) }
        }
        return changes
    }

    private mutating func move(_ item: Item) -> KeyMove? {
        let what = "a move"
        let known = ["go", "rust", "factor", "values", "note"]
        guard let fields = reading.fields(item, of: what, known: known) else { return nil }
        let go = place("go", in: fields, of: what)
        let rust = place("rust", in: fields, of: what)
        let factor = fields["factor"].flatMap { reading.integer($0, "'factor'", in: 2...1_000_000) }
        let values = fields["values"].map { reading.table($0, "'values'", of: "a value") } ?? [:]
        let note = fields["note"].flatMap { reading.words($0, "'note'") } ?? ""
        guard let go, let rust else { return nil }
        return KeyMove(go: go, rust: rust, factor: factor, values: values, note: note)
    }

    private mutating func rule(_ item: Item) -> ValueRule? {
        let what = "a rule for a value"
        let known = ["shim", "key", "hypervisor", "value", "outcome", "write", "note"]
        guard let fields = reading.fields(item, of: what, known: known) else { return nil }
        let shim = reading.required("shim", in: fields, of: what)
            .flatMap { reading.choice($0, "'shim'", of: ShimLanguage.self) }
        let place = place("key", in: fields, of: what)
        let hypervisor = fields["hypervisor"].flatMap { reading.words($0, "'hypervisor'") }
        let value = reading.required("value", in: fields, of: what).flatMap { toml($0, "'value'") }
        let write = fields["write"].flatMap { toml($0, "'write'") }
        let outcome = fields["outcome"].flatMap { reading.choice($0, "'outcome'", among: ["refused", "ignored"]) }
        let note = reading.required("note", in: fields, of: what).flatMap { reading.words($0, "'note'") }
        guard let shim, let place, let value, let note else { return nil }
        guard (write == nil) != (outcome == nil) else {
            reading.report("\(what) needs either 'write' or 'outcome'", at: item.position)
            return nil
        }
        return ValueRule(
            language: shim, place: place, hypervisor: hypervisor, value: value,
            outcome: write.map { .replaced(by: $0) } ?? (outcome == "refused" ? .refused : .ignored), note: note)
    }

    private mutating func note(_ item: Item) -> KeyNote? {
        let what = "a note"
        guard let fields = reading.fields(item, of: what, known: ["from", "to", "key", "harmless", "note"]) else {
            return nil
        }
        let from = reading.required("from", in: fields, of: what)
            .flatMap { reading.choice($0, "'from'", of: ShimLanguage.self) }
        let to = reading.required("to", in: fields, of: what)
            .flatMap { reading.choice($0, "'to'", of: ShimLanguage.self) }
        let place = place("key", in: fields, of: what)
        let harmless = fields["harmless"].flatMap { toml($0, "'harmless'") }
        let note = reading.required("note", in: fields, of: what).flatMap { reading.words($0, "'note'") }
        guard let from, let to, let place, let note else { return nil }
        return KeyNote(from: from, to: to, place: place, harmless: harmless, note: note)
    }

    private mutating func place(_ key: String, in fields: Fields, of what: String) -> KeyPlace? {
        guard let item = reading.required(key, in: fields, of: what), let text = reading.words(item, "'\(key)'") else {
            return nil
        }
        if KeyPlace(text) == nil { reading.report("a key is SECTION/KEY, not '\(text.prefix(80))'", at: item.position) }
        return KeyPlace(text)
    }

    private mutating func toml(_ item: Item, _ what: String) -> TomlValue? {
        guard let text = reading.words(item, what) else { return nil }
        let value = KeyMove.parse(text)
        if value == nil {
            reading.report("\(what) must be a value of TOML, not '\(text.prefix(80))'", at: item.position)
        }
        return value
    }
}
