extension Fault {
    static let exitStateDiffers = Fault(
        name: "exit/state-differs",
        title: "State tells 0 of a process that has ended with something else",
        because: "A restarted containerd has only State to tell how a container ended.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "state"),
        scenarios: ["exit/codes*", "exit/*"]
    ) { _ in
        .answers(["State": { call, reply, _ in reply.withExitStatus(of: call.method) { $0 == 0 ? nil : 0 } }])
    }
}
