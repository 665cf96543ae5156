extension Fault {
    static let doubledStdout = Fault(
        name: "io/stdout-doubled",
        title: "Everything on stdout arrives twice",
        because: "Whoever counts lines, or reads a document from them, is misled.",
        expects: Expectation(facets: ["*/**/stdout", "*/**/stdout/*"], severity: "blocker", step: "wait"),
        scenarios: ["io/two-streams", "io/stdout-bytes"]
    ) { _ in
        .streams([.stdout]) { _, _ in { [$0, $0] } }
    }
}
