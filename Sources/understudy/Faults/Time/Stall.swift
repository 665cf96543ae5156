extension Fault {
    static let stall = Fault(
        name: "time/stall",
        title: "Now and then a Start stalls",
        because: "The slowest of fifty pods is what a user remembers.",
        parameters: [
            Parameter(name: "every", default: "50", meaning: "in how many it is one, on average"),
            Parameter(name: "milliseconds", default: "500", meaning: "how long it stalls"),
        ],
        expects: Expectation(facets: ["start", "pod-ready"], classes: ["regression"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        let share = 1 / Double(choices[number: "every"])
        let late = UInt64(choices[number: "milliseconds"]) * 1_000_000
        return Misbehaviour(answer: { call, _, _ in
            guard call.isTask("Start"), Chance.fraction(seed: 1, "stall \(call.key)") < share else { return nil }
            return .late(late)
        })
    }
}
