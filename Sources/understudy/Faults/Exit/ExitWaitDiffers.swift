extension Fault {
    static let exitWaitDiffers = Fault(
        name: "exit/wait-differs",
        title: "Wait tells 0 where the event and Delete tell the code",
        because: "Who waits and who listens act on different ends.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["exit/codes*", "exit/*"]
    ) { _ in
        .answers(["Wait": { call, reply, _ in reply.withExitStatus(of: call.method) { $0 == 0 ? nil : 0 } }])
    }
}
