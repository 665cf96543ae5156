extension Fault {
    static let lostRlimits = Fault(
        name: "posture/rlimit-lost",
        title: "A process has the shim's own limits in place of those that were asked for",
        because: "One that opens files without end takes those of the node.",
        expects: Expectation(facets: ["*/guest/rlimits/**", "*/**/stdout"], severity: "major"),
        scenarios: ["isolation/limits-of-processes", "isolation/report"]
    ) { _ in
        .withoutOfProcess("rlimits")
    }
}
