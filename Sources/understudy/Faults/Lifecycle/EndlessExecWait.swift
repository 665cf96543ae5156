extension Fault {
    static let endlessExecWait = Fault(
        name: "lifecycle/exec-wait-never-returns",
        title: "Wait for an exec is never answered once it has ended",
        because: "Every probe of the pod times out, and the kubelet restarts what is well.",
        expects: Expectation(facets: ["*/**/hang", "*/**/error"], severity: "blocker", step: "wait"),
        scenarios: ["exec/exit-code", "exec/output"]
    ) { _ in
        .hanging("Wait") { call, _ in !call.key.exec.isEmpty }
    }
}
