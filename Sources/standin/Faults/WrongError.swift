import TTRPC

extension Fault {
    static let wrongError = Fault(
        name: "agent/wrong-error",
        title: "A call fails with a code that it has no reason for",
        because: "Agents of other releases use other codes; a shim that goes by one code takes a failure for success.",
        parameters: [
            .method("SignalProcess"),
            Parameter(
                name: "code", default: "internal", values: StatusCode.names.filter { $0 != "ok" },
                meaning: "what it fails with"),
        ]
    ) { choices in
        let code = StatusCode(name: choices[text: "code"]) ?? .internal
        return .at(choices[text: "method"], .answered(.failure(Status(code, "a fault of the stand-in's"))))
    }
}
