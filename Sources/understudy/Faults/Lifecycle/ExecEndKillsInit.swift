extension Fault {
    static let execEndKillsInit = Fault(
        name: "lifecycle/exec-end-kills-container",
        title: "The deletion of an exec ends its container",
        because: "The first probe ends the workload.",
        expects: Expectation(facets: ["*/**/exit", "*/**/error", "*/**/status", "*/**/hang"]),
        scenarios: ["exec/exit-code", "exec/output", "exec/one-of-two"]
    ) { _ in
        Misbehaviour(answer: { call, reply, _ in
            let key = call.key
            guard call.isTask("Delete"), !key.exec.isEmpty, reply.status == nil else { return nil }
            return .also { stage in
                await stage.kill(ProcessKey(id: key.id))
                await stage.wait(for: ProcessKey(id: key.id))
            }
        })
    }
}
