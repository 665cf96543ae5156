extension Fault {
    static let offByOne = Fault(
        name: "exit/off-by-one",
        title: "Every code but 0 is reported as one more",
        because: "Jobs decide by the code whether to try again.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["exit/codes*", "exit/*"]
    ) { _ in
        .exits { _, status in status == 0 || status == 255 ? nil : status + 1 }
    }
}
