import TTRPC

extension Fault {
    static let killRefused = Fault(
        name: "answers/kill-refused",
        title: "A kill that has worked is answered with an error",
        because: "Kubelet kills again and again, and reports a pod that does not stop.",
        expects: Expectation(facets: ["*/kill*/error", "*/**/error"], severity: "major", step: "kill"),
        scenarios: ["signals/ends*", "signals/*"]
    ) { _ in
        .answers([
            "Kill": { _, reply, _ in
                guard case .success = reply else { return nil }
                return .failure(Status(.unknown, "operation not permitted: unknown"))
            }
        ])
    }
}
