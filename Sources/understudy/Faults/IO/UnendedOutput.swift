extension Fault {
    static let unendedOutput = Fault(
        name: "io/never-ends",
        title: "The end of an output is never told",
        because: "Whoever reads to the end waits for ever: containerd's clients, and every shell's pipe.",
        expects: Expectation(facets: ["*/**/stdout/closed"], step: "wait"),
        scenarios: ["io/two-streams", "lifecycle/plain"]
    ) { _ in
        Misbehaviour(streams: { _, _ in Streams([.stdout], ended: { _ in ([], false) }) })
    }
}
