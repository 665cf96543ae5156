extension Fault {
    static let lostKillScore = Fault(
        name: "posture/oom-score-lost",
        title: "How readily the kernel kills a process is not set",
        because: "When memory is short the database dies before the batch job.",
        expects: Expectation(
            facets: ["*/guest/oomScoreAdjust", "**/posture/*/oom-score-adjust"], severity: "major"),
        scenarios: ["isolation/process"]
    ) { _ in .withoutOfProcess("oomScoreAdj") }
}
