extension Fault {
    static let sevenBits = Fault(
        name: "exit/seven-bits",
        title: "Of the code only the lower seven bits are reported",
        because: "255 becomes 127, which says that there is no such program; 128 becomes 0.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["exit/codes*", "exit/*"]
    ) { _ in
        .exits { _, status in status > 127 ? status & 127 : nil }
    }
}
