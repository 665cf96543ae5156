import ShimAPI

extension Fault {
    static let connectTaskMissing = Fault(
        name: "answers/connect-task-missing",
        title: "Connect leaves the task's pid out",
        because: "A restarted containerd takes the container for one without a process.",
        expects: Expectation(facets: ["*/connect*/task-pid"], step: "connect"),
        scenarios: ["state/connect", "state/connect-stages"]
    ) { _ in
        .answers([
            "Connect": { _, reply, _ in reply.edited(Containerd_Task_V2_ConnectResponse.self) { $0.taskPid = 0 } }
        ])
    }
}
