/// What a key's value looks like to an editor.
///
/// Kumite reads scalars by the model; an editor by YAML's guess: `0` is a number to it, `"0"` a text. So a shape takes
/// every spelling that Kumite takes, and `${name}` wherever a row of `vary` may stand.
enum Shape {
    /// Any scalar.
    static let text = reference("text")
    /// A whole number.
    static let number = reference("number")
    static let flag = words(["true", "false"])
    static let time = reference("time")
    static let memory = reference("memory")
    static let name = reference("name")
    static let path = reference("path")
    static let hexadecimal = reference("hexadecimal")

    /// What those stand for.
    static let definitions: [(String, SchemaNode)] = [
        ("text", .map(["type": .list(["string", "number", "boolean"].map { .text($0) })])),
        ("row", .map(["type": .text("string"), "pattern": .text(#"\$\{"#)])),
        ("number", matching("^-?[0-9]+$", orInteger: true)),
        ("time", matching("^[0-9]+(ns|us|ms|s|m|h)$")),
        ("memory", matching("^(-1|[0-9]+(Ki|Mi|Gi|Ti)?)$", orInteger: true)),
        ("name", matching("^[a-z0-9][a-z0-9-]*$", orInteger: true)),
        ("path", matching("^/")),
        ("hexadecimal", matching(#"^[0-9a-fA-F\s]*$"#, orInteger: true)),
        ("subject", matching(#"^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)?$"#)),
    ]

    static func reference(_ name: String) -> SchemaNode { .map(["$ref": .text("#/$defs/\(name)")]) }

    /// One of some words, or what a row puts in.
    static func words(_ words: [String]) -> SchemaNode {
        // An editor takes these two for booleans unless they are quoted.
        let booleans: [SchemaNode] = words.contains("true") ? [.flag(true), .flag(false)] : []
        return .map(["anyOf": .list([.map(["enum": .list(booleans + words.map { .text($0) })]), row])])
    }

    /// A scalar whose text matches, or what a row puts in.
    static func matching(_ pattern: String, orInteger: Bool = false) -> SchemaNode {
        let integer: [SchemaNode] = orInteger ? [.map(["type": .text("integer")])] : []
        let text: SchemaNode = .map(["type": .text("string"), "pattern": .text(pattern)])
        return .map(["anyOf": .list([text] + integer + [row])])
    }

    static let row = reference("row")

    static func list(of item: SchemaNode, atLeast: Int64 = 0) -> SchemaNode {
        var members: [SchemaNode.Member] = [.init(name: "type", value: .text("array"))]
        members.append(.init(name: "items", value: item))
        if atLeast > 0 { members.append(.init(name: "minItems", value: .number(atLeast))) }
        return .object(members)
    }

    /// A map whose keys its reader does not know.
    static func table(of value: SchemaNode) -> SchemaNode {
        .map(["type": .text("object"), "additionalProperties": value])
    }

    /// A map of known keys.
    static func object(_ keys: [(String, SchemaNode)], required: [String] = []) -> SchemaNode {
        var members: [SchemaNode.Member] = [
            .init(name: "type", value: .text("object")),
            .init(
                name: "properties", value: .object(keys.map { SchemaNode.Member(name: $0.0, value: $0.1) })),
        ]
        if !required.isEmpty {
            members.append(.init(name: "required", value: .list(required.map { .text($0) })))
        }
        members.append(.init(name: "additionalProperties", value: .flag(false)))
        return .object(members)
    }

    static func any(of shapes: SchemaNode...) -> SchemaNode { .map(["anyOf": .list(shapes)]) }
}
