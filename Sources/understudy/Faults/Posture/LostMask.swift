extension Fault {
    static let lostMask = Fault(
        name: "posture/umask-lost",
        title: "The mask for new files that was asked for is not set",
        because: "Secrets that a program writes can be read by everybody.",
        expects: Expectation(facets: ["*/guest/umask", "**/posture/*/umask"], severity: "minor"),
        scenarios: ["isolation/process", "isolation/exec-process", "isolation/posture"]
    ) { _ in .withoutOfProcess("user", "umask") }
}
