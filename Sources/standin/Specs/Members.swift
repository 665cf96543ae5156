import Documents
import OCI

/// The members of a JSON object, put together one by one; what protobuf can't tell from absent is left out.
struct Members: Sendable, Hashable {
    private var members: [String: JSONValue] = [:]

    var value: JSONValue { .object(members) }
    var isEmpty: Bool { members.isEmpty }

    mutating func put(_ name: String, _ value: JSONValue) { members[name] = value }

    mutating func put(_ name: String, _ text: String) {
        if !text.isEmpty { members[name] = .text(text) }
    }

    mutating func put(_ name: String, _ flag: Bool) {
        if flag { members[name] = .bool(true) }
    }

    mutating func put(_ name: String, _ number: some BinaryInteger) {
        if number != 0 { members[name] = JSONValue(number) }
    }

    mutating func put(_ name: String, _ texts: [String]) {
        if !texts.isEmpty { members[name] = .list(texts.map(JSONValue.text)) }
    }

    mutating func put(_ name: String, _ list: [JSONValue]) {
        if !list.isEmpty { members[name] = .list(list) }
    }

    mutating func put(_ name: String, _ texts: [String: String]) {
        if !texts.isEmpty { members[name] = .object(texts.mapValues(JSONValue.text)) }
    }

    mutating func put(_ name: String, _ inner: Members) {
        if !inner.isEmpty { members[name] = inner.value }
    }
}

extension JSONValue {
    /// Its bytes, with sorted members: the same for the same value.
    var sortedBytes: [UInt8] {
        get throws { [UInt8](try Document.json(of: self)) }
    }

    /// A whole number, with its value up to both ends of 64 bits.
    init(_ number: some BinaryInteger) {
        self = Int64(exactly: number).map(JSONValue.integer) ?? .unsigned(UInt64(clamping: number))
    }
}
