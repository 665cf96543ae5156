/// The shape of each verb's object, and of the keys that mean something of their own beside it.
enum VerbShapes {
    /// Of a step with this verb.
    static func step(_ verb: Verb) -> SchemaNode {
        Shape.object(
            verb.keys.map { ($0, shape(of: $0, in: verb) ?? Shape.text) }, required: [verb.rawValue] + required(verb))
    }

    /// The shape of a step's key; nil if none is known, which a test finds.
    static func shape(of key: String, in verb: Verb) -> SchemaNode? {
        if key == verb.rawValue { return object(of: verb) }
        switch (verb, key) {
        case (.sandbox, "call"): return Shape.words(SandboxCall.allCases.map(\.rawValue))
        case (.call, "verb"): return Shape.words(StepDecoder.callable)
        case (.raw, "bytes"): return Shape.hexadecimal
        case (.raw, "fields"): return Shape.list(of: Shape.reference("field"))
        case (.raw, "fault"): return Shape.words(RawCall.Fault.allCases.map(\.rawValue))
        case (.cli, "without"): return Shape.list(of: Shape.words(ShimCommand.Option.allCases.map(\.rawValue)))
        case (.cli, "bundle"): return Shape.words(ShimCommand.BundleChoice.allCases.map(\.rawValue))
        case (.cli, "stdin"):
            return Shape.any(of: Shape.text, Shape.object([("hex", Shape.hexadecimal)], required: ["hex"]))
        case (.crash, "how"): return Shape.words(CrashWay.allCases.map(\.rawValue))
        case (.observe, "of"): return Shape.name
        default: return KeyShapes.reference(to: key)
        }
    }

    private static func object(of verb: Verb) -> SchemaNode {
        switch verb {
        case .cli: Shape.list(of: Shape.text, atLeast: 1)
        case .crash: Shape.words(StepDecoder.roles)
        case .observe: Shape.list(of: Shape.words(StepDecoder.sights), atLeast: 1)
        case .http:
            Shape.object(
                [("endpoint", Shape.name), ("get", Shape.path), ("put", Shape.path)], required: ["endpoint"])
        case .upgrade: Shape.words(UpgradedPart.allCases.map(\.rawValue))
        case .idle: Shape.time
        case .concurrently: Shape.list(of: Shape.reference("steps"), atLeast: 2)
        case .repeat: Shape.number
        default: Shape.reference("subject")
        }
    }

    private static func required(_ verb: Verb) -> [String] {
        switch verb {
        case .exec: ["process"]
        case .kill: ["signal"]
        case .resize: ["columns", "rows"]
        case .write: ["data"]
        case .sandbox: ["call"]
        case .raw: ["method"]
        case .call: ["verb"]
        case .repeat: ["steps"]
        default: []
        }
    }
}
