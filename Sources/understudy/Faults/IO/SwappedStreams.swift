extension Fault {
    static let swappedStreams = Fault(
        name: "io/streams-swapped",
        title: "stdout arrives on stderr, and stderr on stdout",
        because: "Alarms are raised on what goes to stderr, and results are taken from stdout.",
        expects: Expectation(facets: ["*/**/stdout", "*/**/stderr"], severity: "blocker"),
        scenarios: ["io/two-streams", "lifecycle/plain"]
    ) { _ in
        .streams([.stdout, .stderr]) { _, _ in
            { [Streams.Piece($0.stream == .stdout ? .stderr : .stdout, $0.bytes)] }
        }
    }
}
