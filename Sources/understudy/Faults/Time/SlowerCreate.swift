extension Fault {
    static let slowerCreate = Fault(
        name: "time/create",
        title: "Create takes so much longer",
        because: "Every pod waits for it.",
        parameters: [.slower],
        expects: Expectation(facets: ["create-container", "pod-ready"], classes: ["regression"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        .slower(["Create"], percent: choices[number: "percent"])
    }
}
