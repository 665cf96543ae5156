extension Fault {
    static let lateWait = Fault(
        name: "time/exit-late",
        title: "Wait answers so many milliseconds after the end",
        because: "Who waits for a job waits longer.",
        parameters: [Parameter(name: "milliseconds", default: "20", meaning: "how much later")],
        expects: Expectation(facets: ["exit-seen", "exit-reported"], classes: ["regression"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        let late = UInt64(choices[number: "milliseconds"]) * 1_000_000
        return Misbehaviour(answer: { call, _, _ in call.isTask("Wait") ? .late(late) : nil })
    }
}
