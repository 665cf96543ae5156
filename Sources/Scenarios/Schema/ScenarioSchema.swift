/// The JSON Schema of a scenario's file, for editors; made of the same tables that the reader goes by.
package enum ScenarioSchema {
    /// Draft 2020-12.
    package static var json: String { root.json }

    private static let root: SchemaNode = {
        let scenario = Shape.object(
            ScenarioDecoder.keys.map { ($0, KeyShapes.shape(of: $0) ?? Shape.text) },
            required: ["id", "title", "because", "origin", "covers", "containers", "steps"])
        guard case .object(let members) = scenario else { return scenario }
        let head: [SchemaNode.Member] = [
            .init(name: "$schema", value: .text("https://json-schema.org/draft/2020-12/schema")),
            .init(name: "title", value: .text("A scenario of Kumite")),
            .init(name: "$comment", value: .text("Made by `kumite list schema`; what is changed here is lost.")),
        ]
        return .object(head + members + [.init(name: "$defs", value: definitions)])
    }()

    private static let definitions: SchemaNode = {
        let keys = KeyShapes.shared.map { ("key-\($0)", KeyShapes.shape(of: $0) ?? Shape.text) }
        let all = Shape.definitions + keys + parts
        return .object(all.map { SchemaNode.Member(name: $0.0, value: $0.1) })
    }()

    private static let parts: [(String, SchemaNode)] = [
        (
            "container",
            Shape.object(
                ContainerDecoder.keys.map { ($0, KeyShapes.reference(to: $0) ?? Shape.text) }, required: ["process"])
        ),
        ("steps", Shape.list(of: Shape.reference("step"), atLeast: 1)),
        ("step", .map(["anyOf": .list(Verb.allCases.map { VerbShapes.step($0) })])),
        ("expect", Shape.any(of: Shape.words(["ok"]), Shape.table(of: Shape.reference("matcher")))),
        (
            "matcher",
            Shape.any(
                of: Shape.text, Shape.list(of: Shape.reference("matcher"), atLeast: 1),
                Shape.object([
                    ("matches", Shape.text), ("at-least", Shape.memory), ("at-most", Shape.memory),
                    ("in-order", Shape.list(of: Shape.reference("matcher"))),
                    ("any-order", Shape.list(of: Shape.reference("matcher"))),
                ]))
        ),
        (
            "field",
            Shape.object(
                [
                    ("number", Shape.number), ("text", Shape.text), ("bytes", Shape.hexadecimal),
                    ("integer", Shape.number), ("message", Shape.list(of: Shape.reference("field"))),
                    ("filler", Shape.memory),
                ], required: ["number"])
        ),
    ]

    /// Keys that the reader knows and no shape: there must be none.
    package static var shapeless: [String] {
        let keys = ScenarioDecoder.keys + ContainerDecoder.keys
        let steps = Verb.allCases.flatMap { verb in
            verb.keys.filter { VerbShapes.shape(of: $0, in: verb) == nil }.map { "\(verb.rawValue): \($0)" }
        }
        return keys.filter { KeyShapes.shape(of: $0) == nil } + steps
    }
}
