import Facets

/// Turns a message into facets by its table, presence and unknown fields kept.
///
/// In proto3 a scalar that is not on the wire *is* zero, so it is `seen(0)`; only for messages is not being there a
/// state of its own, `absent`. A zero that is spelled out on the wire, which no generated code does, shows as
/// `wire/FIELD`. A field that the table does not know, or that comes with another wire type, shows as `unknown/N`.
struct MessageReader {
    let names: Names
    let clock: WallClock
    /// The observation's number, by which a pid is told.
    let number: Int

    /// How many values of one unknown field, and how many unknown fields, are looked at.
    private static let unknownLimit = 16

    typealias Facets = [(path: [String], state: FacetState)]

    func read(_ bytes: [UInt8], _ table: MessageTable) -> Result<Facets, Wire.Fault> {
        Wire.fields(of: bytes).map { read($0, table) }
    }

    func read(_ fields: [Wire.Field], _ table: MessageTable) -> Facets {
        var facets: Facets = []
        for field in table.fields {
            let own = fields.filter { $0.number == field.number && Self.fits($0.value, field.kind) }
            facets += read(field, own)
            if let value = Self.spelledZero(own.last?.value, field.kind) {
                facets.append((["wire", field.name], .seen(.text(value))))
            }
        }
        return facets + unknown(fields, table)
    }

    private func read(_ field: MessageTable.Field, _ own: [Wire.Field]) -> Facets {
        let name = [field.name]
        switch field.kind {
        case .elsewhere: return []
        case .integer: return [(name, .seen(Self.integer(own.varint(field.number) ?? 0)))]
        case .bool: return [(name, .seen(.bool(own.varint(field.number) ?? 0 != 0)))]
        case .text: return [(name, .seen(Self.text(own.run(field.number) ?? [], names)))]
        case .pid: return [(name, .seen(.text(names.pid(own.varint(field.number) ?? 0, seenAt: number))))]
        case .word(let words):
            let value = own.varint(field.number) ?? 0
            let word = Int(exactly: value).flatMap { words.indices.contains($0) ? words[$0] : nil }
            return [(name, .seen(.text(word ?? "\(field.name):\(value)")))]
        case .timestamp:
            guard !own.isEmpty else { return [(name, .absent)] }
            guard let time = own.message(field.number) else { return [(name, .seen(.text("malformed")))] }
            let (seconds, nanos) = (time.varint(1) ?? 0, time.varint(2) ?? 0)
            let kind = clock.kind(seconds: Int64(bitPattern: seconds), nanos: Int64(bitPattern: nanos))
            return [(name, .seen(.text(kind)))]
        case .any:
            guard !own.isEmpty else { return [(name, .absent)] }
            return [(name, .seen(Self.text(own.message(field.number)?.run(1) ?? [], names)))]
        case .count: return [(name, .seen(.integer(Int64(own.count))))]
        case .message(let table):
            guard !own.isEmpty else { return table.names.map { (name + $0, .absent) } }
            let inner = own.message(field.number) ?? []
            return read(inner, table).map { (name + $0.path, $0.state) }
        }
    }

    private func unknown(_ fields: [Wire.Field], _ table: MessageTable) -> Facets {
        var byNumber: [Int: [FacetValue]] = [:]
        for field in fields {
            let known = table.fields.contains { $0.number == field.number && Self.fits(field.value, $0.kind) }
            guard !known, byNumber[field.number, default: []].count < Self.unknownLimit else { continue }
            byNumber[field.number, default: []].append(value(field.value))
        }
        return byNumber.sorted { $0.key < $1.key }.prefix(Self.unknownLimit).map { number, values in
            (["unknown", String(number)], .seen(values.count == 1 ? values[0] : .list(values)))
        }
    }

    private func value(_ value: Wire.Value) -> FacetValue {
        switch value {
        case .varint(let number): Self.integer(number)
        case .fixed64(let number): Self.integer(number)
        case .fixed32(let number): .integer(Int64(number))
        case .run(let bytes): Self.text(bytes, names)
        case .group: .text("group")
        }
    }

    /// A number as a value; those beyond `Int64` are told by their digits.
    static func integer(_ value: UInt64) -> FacetValue {
        Int64(exactly: value).map(FacetValue.integer) ?? .text(String(value))
    }

    /// Bytes as a text with names in place, or summed up where they are no text or too long to keep.
    static func text(_ bytes: [UInt8], _ names: Names) -> FacetValue {
        guard bytes.count <= 4096, let text = String(validating: bytes, as: UTF8.self) else {
            return .bytes(ByteSummary(of: names.replaced(bytes) ?? bytes))
        }
        return .text(names.inPlace(text))
    }

    private static func fits(_ value: Wire.Value, _ kind: MessageTable.Kind) -> Bool {
        switch (value, kind) {
        case (.varint, .integer), (.varint, .bool), (.varint, .pid), (.varint, .word): true
        case (.run, .text), (.run, .timestamp), (.run, .any), (.run, .count), (.run, .message): true
        case (_, .elsewhere): true
        default: false
        }
    }

    private static func spelledZero(_ value: Wire.Value?, _ kind: MessageTable.Kind) -> String? {
        switch (value, kind) {
        case (.varint(0), .integer), (.varint(0), .bool), (.varint(0), .pid), (.varint(0), .word): "zero"
        case (.run([]), .text): "empty"
        default: nil
        }
    }
}
