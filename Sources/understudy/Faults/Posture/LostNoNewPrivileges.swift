extension Fault {
    static let lostNoNewPrivileges = Fault(
        name: "posture/no-new-privileges-lost",
        title: "The promise of no new privileges is not kept",
        because: "A set-user-id program in the image makes its caller root.",
        expects: Expectation(
            facets: ["*/guest/noNewPrivileges", "**/posture/*/no-new-privileges"], severity: "blocker"),
        scenarios: ["isolation/no-new-privileges", "isolation/report"]
    ) { _ in .withoutOfProcess("noNewPrivileges") }
}
