/// A JSON document; written with sorted members and one spelling for each value.
indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    static func count(_ value: Int) -> JSONValue { .integer(Int64(value)) }

    static func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }

    /// The document, indented by two spaces a level.
    var text: String {
        var text = ""
        write(into: &text, indent: 0)
        return text
    }

    private func write(into text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += Self.spelled(value)
        case .string(let value): Self.quote(value, into: &text)
        case .array(let values):
            Self.write(values.map { (nil, $0) }, "[", "]", into: &text, indent: indent)
        case .object(let members):
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            Self.write(sorted.map { ($0.key, $0.value) }, "{", "}", into: &text, indent: indent)
        }
    }

    private static func write(
        _ members: [(name: String?, value: JSONValue)], _ open: String, _ close: String, into text: inout String,
        indent: Int
    ) {
        guard !members.isEmpty else { return text += open + close }
        let isFlat = members.allSatisfy { $0.name == nil && $0.value.isScalar }
        let margin = isFlat ? "" : "\n" + String(repeating: " ", count: 2 * (indent + 1))
        text += open
        for (place, member) in members.enumerated() {
            if place > 0 { text += isFlat ? ", " : "," }
            text += margin
            if let name = member.name {
                quote(name, into: &text)
                text += ": "
            }
            member.value.write(into: &text, indent: indent + 1)
        }
        text += (isFlat ? "" : "\n" + String(repeating: " ", count: 2 * indent)) + close
    }

    private var isScalar: Bool {
        switch self {
        case .null, .bool, .integer, .number, .string: true
        case .array, .object: false
        }
    }

    /// JSON knows no infinities; a whole number has no point.
    private static func spelled(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    /// Everything that is not seen where it stands is escaped, for the object may be printed on a terminal.
    private static func quote(_ value: String, into text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case let plain where isHarmless(plain): text.unicodeScalars.append(plain)
            default: for unit in String(scalar).utf16 { text += "\\u" + hexadecimal(unit) }
            }
        }
        text += "\""
    }

    private static func hexadecimal(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
