/// A value of a guest's report, as JSON has it.
enum GuestValue: Sendable, Hashable, Decodable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number that is no 64-bit integer.
    case number(Double)
    case text(String)
    case list([GuestValue])
    case object([String: GuestValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // What is most frequent first: each wrong guess costs an error.
        if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode([GuestValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: GuestValue].self))
        }
    }

    /// The value of a scalar as a key: a text, or an integer in digits; a list of texts with commas between them.
    var key: String? {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .list(let all):
            all.reduce(into: Optional("")) { key, value in
                guard case .text(let text) = value else { return key = nil }
                key = key.map { $0.isEmpty ? text : "\($0),\(text)" }
            }
        case .null, .bool, .number, .object: nil
        }
    }

    subscript(name: String) -> GuestValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }
}
