extension Fault {
    static let hangingLateExec = Fault(
        name: "lifecycle/exec-after-exit-hangs",
        title: "An exec into a container that has ended is never answered",
        because: "Probes run all the time, also just after the end: each one that hangs holds a worker of the kubelet.",
        expects: Expectation(facets: ["*/**/hang", "*/**/error"], severity: "blocker", step: "exec"),
        scenarios: ["exec/after-exit"]
    ) { _ in
        .hanging("Exec") { call, stage in stage[ProcessKey(id: call.key.id)]?.exitStatus != nil }
    }
}
