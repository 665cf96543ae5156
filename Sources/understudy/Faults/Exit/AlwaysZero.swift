extension Fault {
    static let alwaysZero = Fault(
        name: "exit/always-zero",
        title: "Every process is reported to have ended with 0",
        because: "No failure is ever seen.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["exit/codes*", "exit/*"]
    ) { _ in
        .exits { _, status in status == 0 ? nil : 0 }
    }
}
