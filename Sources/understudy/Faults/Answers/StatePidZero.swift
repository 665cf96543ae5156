import ShimAPI

extension Fault {
    static let statePidZero = Fault(
        name: "answers/state-pid-zero",
        title: "State answers with the pid 0",
        because: "containerd gives that pid to the network plugins and to metrics: they look into the wrong process.",
        expects: Expectation(facets: ["*/state*/pid"], step: "state"),
        scenarios: ["state/stages", "state/*"]
    ) { _ in
        .answers(["State": { _, reply, _ in reply.edited(Containerd_Task_V2_StateResponse.self) { $0.pid = 0 } }])
    }
}
