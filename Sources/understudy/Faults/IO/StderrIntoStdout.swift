extension Fault {
    static let stderrIntoStdout = Fault(
        name: "io/streams-mixed",
        title: "What a process writes to stderr arrives on stdout",
        because: "Who reads a program's output by machine reads its warnings as data.",
        expects: Expectation(facets: ["*/**/stdout", "*/**/stderr"], severity: "blocker", step: "wait"),
        scenarios: ["io/two-streams", "io/stderr-bytes"]
    ) { _ in
        .streams([.stdout, .stderr]) { _, _ in { [Streams.Piece(.stdout, $0.bytes)] } }
    }
}
