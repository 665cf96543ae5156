extension Fault {
    static let lateWaitZero = Fault(
        name: "exit/late-wait-zero",
        title: "A second Wait for a process that has ended answers 0",
        because: "A restarted containerd waits again, and takes a failure for a success.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["exit/wait-late", "exit/wait-many", "exit/mixed-waits"]
    ) { _ in
        .answers([
            "Wait": { call, reply, stage in
                guard stage[call.key]?.exitStatus != nil, stage.count("wait \(call.key)") > 1 else { return nil }
                return reply.withExitStatus(of: call.method) { _ in 0 }
            }
        ])
    }
}
