extension Fault {
    static let slowerCallOfStart = Fault(
        name: "time/start",
        title: "Start takes so much longer",
        because: "Every pod waits for it.",
        parameters: [.slower],
        expects: Expectation(facets: ["start", "pod-ready"], classes: ["regression"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        .slower(["Start"], percent: choices[number: "percent"])
    }
}
