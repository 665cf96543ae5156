import TTRPC

extension Fault {
    static let failedSecondKill = Fault(
        name: "lifecycle/kill-of-stopped-fails",
        title: "A kill of a process that has ended fails with another error than `not found`",
        because: "The kubelet stops a pod twice; containerd takes only `not found` for done, and the pod stays.",
        expects: Expectation(facets: ["*/**/error", "*/**/message"], step: "kill"),
        scenarios: ["signals/kill-after-exit", "exec/kill-after-exit"]
    ) { _ in
        Misbehaviour(answer: { call, reply, _ in
            guard call.isTask("Kill"), reply.status?.code == .notFound else { return nil }
            return .replace(.failure(Status(.unknown, "ESRCH: No such process")))
        })
    }
}
