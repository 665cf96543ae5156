extension Fault {
    static let slowerDelete = Fault(
        name: "time/delete",
        title: "Delete takes so much longer",
        because: "Every pod that goes waits for it.",
        parameters: [.slower],
        expects: Expectation(facets: ["delete", "pod-gone"], classes: ["regression"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        .slower(["Delete"], percent: choices[number: "percent"])
    }
}
