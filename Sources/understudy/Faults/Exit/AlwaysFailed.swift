extension Fault {
    static let alwaysFailed = Fault(
        name: "exit/always-failed",
        title: "A process that ended with 0 is reported with 1",
        because: "A job that is done is started again, until its limit.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["lifecycle/plain", "exit/codes*"]
    ) { _ in
        .exits { _, status in status == 0 ? 1 : nil }
    }
}
