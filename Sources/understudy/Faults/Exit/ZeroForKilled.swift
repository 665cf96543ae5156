extension Fault {
    static let zeroForKilled = Fault(
        name: "exit/zero-for-killed",
        title: "A process that was killed is reported to have ended with 0",
        because:
            "Kubelet takes a container that was killed for one that has done its work, and does not start it again.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["signals/ends*", "signals/*"]
    ) { _ in
        .exits { _, status in status == 137 ? 0 : nil }
    }
}
