extension Fault {
    static let garbledStart = Fault(
        name: "cli/start-says-garbage",
        title: "`start` says something that is no address",
        because: "No container can be made, and the shim that was started stays.",
        expects: Expectation(
            facets: ["*/**/launch/answer", "*/**/error", "run/daemon", "host/left/*"], severity: "major", step: "create"
        ),
        scenarios: ["lifecycle/exits-at-once"]
    ) { _ in
        .start { $0.stdout = [0xff, 0xfe, 0x00] + $0.stdout.reversed() }
    }
}
