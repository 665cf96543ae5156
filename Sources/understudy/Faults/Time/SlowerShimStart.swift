extension Fault {
    static let slowerShimStart = Fault(
        name: "time/shim-start",
        title: "The launch of the shim takes so much longer",
        because: "Every pod waits for it.",
        parameters: [.slower],
        expects: Expectation(facets: ["shim-start", "pod-ready"], classes: ["regression"]),
        scenarios: ["lifecycle/plain"], deterministic: false
    ) { choices in
        .slowerStart(percent: choices[number: "percent"])
    }
}
