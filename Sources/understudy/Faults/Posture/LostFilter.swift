extension Fault {
    static let lostFilter = Fault(
        name: "posture/seccomp-off",
        title: "The filter of system calls is not set",
        because: "Most ways out of a container need a call that the filter refuses.",
        expects: Expectation(
            facets: [
                "*/guest/seccomp/**", "**/posture/*/seccomp", "**/posture/*/seccomp/*", "*/**/stdout", "*/**/exit",
            ], severity: "blocker"),
        scenarios: ["isolation/refused-calls", "isolation/posture"]
    ) { _ in .without("linux", "seccomp") }
}
