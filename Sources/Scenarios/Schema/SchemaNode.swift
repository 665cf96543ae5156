/// A value of JSON that keeps the order of its members, which a schema reads best in.
indirect enum SchemaNode: Sendable, Hashable {
    case object([Member])
    case list([SchemaNode])
    case text(String)
    case number(Int64)
    case flag(Bool)

    struct Member: Sendable, Hashable {
        var name: String
        var value: SchemaNode
    }

    /// An object of members in the given order.
    static func map(_ members: KeyValuePairs<String, SchemaNode>) -> SchemaNode {
        .object(members.map { Member(name: $0.key, value: $0.value) })
    }

    /// The text of it, two blanks a level, ending in a newline.
    var json: String { text(depth: 0) + "\n" }

    private func text(depth: Int) -> String {
        let line = inline
        if isScalar || line.utf8.count + 2 * depth <= 100 { return line }
        let inner = String(repeating: "  ", count: depth + 1)
        let end = "\n" + String(repeating: "  ", count: depth)
        switch self {
        case .list(let items):
            return "[\n" + items.map { inner + $0.text(depth: depth + 1) }.joined(separator: ",\n") + end + "]"
        case .object(let members):
            let lines = members.map { inner + Self.quoted($0.name) + ": " + $0.value.text(depth: depth + 1) }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        case .text, .number, .flag: return line
        }
    }

    /// The text on one line.
    private var inline: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): "\(number)"
        case .flag(let flag): flag ? "true" : "false"
        case .list(let items): "[" + items.map(\.inline).joined(separator: ", ") + "]"
        case .object(let members) where members.isEmpty: "{}"
        case .object(let members):
            "{ " + members.map { "\(Self.quoted($0.name)): \($0.value.inline)" }.joined(separator: ", ") + " }"
        }
    }

    private var isScalar: Bool {
        switch self {
        case .object, .list: false
        case .text, .number, .flag: true
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
