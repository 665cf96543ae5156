import ShimAPI

extension Fault {
    static let runningAfterExit = Fault(
        name: "answers/running-after-exit",
        title: "State says running after the process has ended",
        because: "Kubelet never restarts a container that it takes for running.",
        expects: Expectation(facets: ["*/state*/status"], severity: "major", step: "state"),
        scenarios: ["exit/codes*", "state/stages"]
    ) { _ in
        .answers([
            "State": { _, reply, _ in
                reply.edited(Containerd_Task_V2_StateResponse.self) {
                    if $0.status == .stopped { $0.status = .running }
                }
            }
        ])
    }
}
