extension Fault {
    static let secondHump = Fault(
        name: "time/hump",
        title: "Some Creates take longer by a fixed time: the times have a second hump",
        because: "A cache that is missed now and then makes every node's start-up uneven.",
        parameters: [
            Parameter(name: "percent", default: "30", meaning: "how many of a hundred"),
            Parameter(name: "milliseconds", default: "25", meaning: "how much longer"),
        ],
        expects: Expectation(facets: ["create-container", "pod-ready"], classes: ["regression"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        let share = Double(choices[number: "percent"]) / 100
        let late = UInt64(choices[number: "milliseconds"]) * 1_000_000
        return Misbehaviour(answer: { call, _, _ in
            guard call.isTask("Create"), Chance.fraction(seed: 2, "hump \(call.key)") < share else { return nil }
            return .late(late)
        })
    }
}
