internal import Documents

extension StepDecoder {
    /// A call that no well-behaved caller makes.
    mutating func raw(_ subject: Subject, _ fields: Fields) -> Action? {
        let service = fields["service"].flatMap { reading.words($0, "'service'") }
        let method = reading.required("method", in: fields, of: "'raw'").flatMap { reading.words($0, "'method'") }
        let fault = fields["fault"].map { reading.choice($0, "fault", of: RawCall.Fault.self) ?? .none } ?? .none
        let bytes = fields["bytes"].flatMap { reading.hexadecimal($0, "'bytes'") }
        if let extra = fields.entry("fields"), fields["bytes"] != nil {
            reading.report("'bytes' is the whole message; leave 'fields' out", at: extra.position)
        }
        let message = fields["fields"].map { rawFields($0, "'fields'", depth: 0) } ?? []
        guard let method else { return nil }
        return .raw(subject, RawCall(service: service, method: method, fields: message, bytes: bytes, fault: fault))
    }

    private static let values = ["text", "bytes", "integer", "message", "filler"]
    /// How deep messages lie in one another at most; real ones have three levels.
    private static let depthLimit = 16

    private mutating func rawFields(_ item: Item, _ what: String, depth: Int) -> [RawField] {
        guard depth < Self.depthLimit else {
            reading.report("messages lie at most \(Self.depthLimit) deep in one another", at: item.position)
            return []
        }
        return (reading.list(item, what) ?? []).compactMap { rawField($0, depth: depth) }
    }

    private mutating func rawField(_ item: Item, depth: Int) -> RawField? {
        let what = "a field"
        guard let fields = reading.fields(item, of: what, known: ["number"] + Self.values) else { return nil }
        // Protobuf's own bound (29 bits).
        let number = reading.required("number", in: fields, of: what)
            .flatMap { reading.integer($0, "'number'", in: 1...536_870_911) }
        let values = fields.entries.filter { Self.values.contains($0.key) }
        guard values.count == 1, let entry = values.first else {
            reading.report("a field has one value: \(Self.values.joined(separator: ", "))", at: item.position)
            return nil
        }
        guard let value = rawValue(entry, depth: depth), let number else { return nil }
        return RawField(Int(number), value)
    }

    private mutating func rawValue(_ entry: Entry, depth: Int) -> RawField.Value? {
        let item = entry.value
        switch entry.key {
        case "text": return reading.anyText(item, "'text'").map { .text(checked($0, at: item.position)) }
        case "bytes": return reading.hexadecimal(item, "'bytes'").map { .bytes($0) }
        case "integer":
            guard let text = reading.text(item, "'integer'") else { return nil }
            // A negative number goes over the wire as its two's complement.
            guard let value = UInt64(text) ?? Int64(text).map({ UInt64(bitPattern: $0) }) else {
                reading.report("'integer' must be a whole number of 64 bits", at: item.position)
                return nil
            }
            return .integer(value)
        case "message": return .message(rawFields(item, "'message'", depth: depth + 1))
        default:
            guard let size = reading.bytes(item, "'filler'") else { return nil }
            guard (0...Reading.byteLimit).contains(size) else {
                reading.report("'filler' is at most 64Mi", at: item.position)
                return nil
            }
            return .filler(Int(size))
        }
    }

    /// The text; a name in braces that is nearly a known one is reported.
    private mutating func checked(_ text: String, at position: Position) -> String {
        let known = Placeholder.known + containers.map(\.name)
        for name in Placeholder.names(in: text) where !known.contains(name) {
            guard let near = nearest(to: name, among: known) else { continue }
            reading.report("nothing is called '{\(name.prefix(80))}' here", at: position, suggestion: "{\(near)}")
        }
        return text
    }
}
