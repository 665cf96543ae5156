extension Fault {
    static let chattyStart = Fault(
        name: "cli/start-logs-to-stdout",
        title: "`start` writes a line of its log before the address",
        because: "containerd takes all of it for the address.",
        expects: Expectation(
            facets: ["*/**/launch/answer", "*/**/error", "run/daemon", "host/left/*", "cli/**/stdout"],
            severity: "major", step: "create"),
        scenarios: ["lifecycle/exits-at-once"]
    ) { _ in
        .start { $0.stdout = Array("level=info msg=\"starting\"\n".utf8) + $0.stdout }
    }
}
