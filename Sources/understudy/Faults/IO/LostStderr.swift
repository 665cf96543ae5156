extension Fault {
    static let lostStderr = Fault(
        name: "io/stderr-lost",
        title: "Nothing that is written to stderr arrives",
        because: "Programs say there why they fail.",
        expects: Expectation(facets: ["*/**/stderr", "*/**/stderr/*"], severity: "blocker", step: "wait"),
        scenarios: ["io/two-streams", "io/only-stderr"]
    ) { _ in
        .streams([.stderr]) { _, _ in { _ in [] } }
    }
}
