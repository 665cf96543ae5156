import ShimAPI

extension Fault {
    static let createdWhileRunning = Fault(
        name: "answers/created-while-running",
        title: "State says created while the process runs",
        because: "containerd starts a second time what runs already.",
        expects: Expectation(facets: ["*/state*/status"], step: "state"),
        scenarios: ["state/stages", "time/exit-time"]
    ) { _ in
        .answers([
            "State": { _, reply, _ in
                reply.edited(Containerd_Task_V2_StateResponse.self) {
                    if $0.status == .running { $0.status = .created }
                }
            }
        ])
    }
}
