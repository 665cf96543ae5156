extension Fault {
    static let slowerInACrowd = Fault(
        name: "time/crowd",
        title: "Create takes longer with every container that lives in the shim",
        because: "What is fast with one container is slow in a pod of ten.",
        parameters: [Parameter(name: "milliseconds", default: "10", meaning: "how much longer with each")],
        expects: Expectation(facets: ["create-container", "pod-ready"], classes: ["regression"]),
        scenarios: ["pods/one-shim", "pods/*"], deterministic: false
    ) { choices in
        let late = UInt64(choices[number: "milliseconds"]) * 1_000_000
        return Misbehaviour(answer: { call, _, stage in
            guard call.isTask("Create"), !stage.containers.isEmpty else { return nil }
            return .late(late * UInt64(stage.containers.count))
        })
    }
}
