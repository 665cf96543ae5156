extension Fault {
    static let silentStart = Fault(
        name: "cli/start-says-nothing",
        title: "`start` ends with 0 and does not tell where its shim listens",
        because: "No container can be made, and the shim that was started stays.",
        expects: Expectation(
            facets: ["*/**/launch/answer", "*/**/error", "run/daemon", "host/left/*"], severity: "major", step: "create"
        ),
        scenarios: ["lifecycle/exits-at-once"]
    ) { _ in
        .start { $0.stdout = [] }
    }
}
