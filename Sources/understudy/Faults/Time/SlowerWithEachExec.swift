extension Fault {
    static let slowerWithEachExec = Fault(
        name: "time/grows",
        title: "Starting an exec takes longer with each that the shim has started",
        because: "A shim that lives for weeks answers its probes ever later.",
        parameters: [Parameter(name: "microseconds", default: "200", meaning: "how much longer with each")],
        expects: Expectation(facets: ["exec-start", "exec-round-trip"], classes: ["regression"]),
        scenarios: ["leaks/execs"], deterministic: false
    ) { choices in
        let late = UInt64(choices[number: "microseconds"]) * 1000
        return Misbehaviour(answer: { call, _, stage in
            guard call.isTask("Start"), !call.key.exec.isEmpty else { return nil }
            return .late(late * UInt64(stage.count("exec")))
        })
    }
}
