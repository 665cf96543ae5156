import TTRPC

extension Fault {
    static let errorWithoutCause = Fault(
        name: "answers/error-bare",
        title: "Every error says that it failed, and not why",
        because: "Whoever reads the event of a pod that does not start learns nothing.",
        expects: Expectation(facets: ["*/**/message", "*/**/error/**"], severity: "minor"),
        scenarios: ["errors/missing-program", "errors/*"]
    ) { _ in
        .errors { status in status.message == "failed" ? nil : Status(status.code, "failed") }
    }
}
