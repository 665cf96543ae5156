import ShimAPI

extension Fault {
    static let connectOwnPid = Fault(
        name: "answers/connect-own-pid",
        title: "Connect tells the task's pid as the shim's",
        because: "containerd kills the workload where it means to kill a shim that hangs.",
        expects: Expectation(facets: ["*/connect*/shim-pid"], step: "connect"),
        scenarios: ["state/connect", "state/connect-stages"]
    ) { _ in
        .answers([
            "Connect": { _, reply, _ in
                reply.edited(Containerd_Task_V2_ConnectResponse.self) { if $0.taskPid != 0 { $0.shimPid = $0.taskPid } }
            }
        ])
    }
}
