extension Fault {
    static let slowerKill = Fault(
        name: "time/kill",
        title: "Kill takes so much longer",
        because: "Every pod that goes waits for it.",
        parameters: [.slower],
        expects: Expectation(facets: ["kill", "pod-gone"], classes: ["regression"]),
        scenarios: ["exec/output", "exec/*"], deterministic: false
    ) { choices in
        .slower(["Kill"], percent: choices[number: "percent"])
    }
}
