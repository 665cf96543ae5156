/// A value of a TOML file.
package indirect enum TomlValue: Sendable, Hashable {
    case text(String)
    case integer(Int64)
    case float(Double)
    case flag(Bool)
    /// A date or a time, as it is written.
    case date(String)
    case array([TomlValue])
    /// An inline table, in the order of the file.
    case table([Member])
    /// What a build fills in, `@NAME@`: only in templates.
    case placeholder(String)

    package struct Member: Sendable, Hashable {
        package var key: String
        package var value: TomlValue

        package init(_ key: String, _ value: TomlValue) {
            self.key = key
            self.value = value
        }
    }

    /// What it is, in words for a message.
    package var kind: String {
        switch self {
        case .text: "a text"
        case .integer: "a whole number"
        case .float: "a number with a fraction"
        case .flag: "a truth value"
        case .date: "a date"
        case .array: "a list"
        case .table: "a table"
        case .placeholder: "a placeholder"
        }
    }

    /// Whether nothing is asked for by it: off, empty or zero.
    package var isOff: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .integer(let number): number == 0
        case .float(let number): number == 0
        case .flag(let flag): !flag
        case .array(let values): values.isEmpty
        case .table(let members): members.isEmpty
        case .date, .placeholder: false
        }
    }
}

extension TomlValue: CustomStringConvertible {
    /// As TOML writes it, on one line.
    package var description: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .integer(let number): "\(number)"
        case .float(let number): "\(number)"
        case .flag(let flag): flag ? "true" : "false"
        case .date(let text): text
        case .array(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .table(let members):
            members.isEmpty
                ? "{}" : "{ " + members.map { "\(Self.key($0.key)) = \($0.value)" }.joined(separator: ", ") + " }"
        case .placeholder(let name): "@\(name)@"
        }
    }

    /// A text as a basic string.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7f {
                    let code = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// A key, quoted only where it must be.
    package static func key(_ key: String) -> String {
        let isBare =
            !key.isEmpty
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        return isBare ? key : quoted(key)
    }
}
