extension Fault {
    static let nineForKilled = Fault(
        name: "exit/nine-for-killed",
        title: "A process that was killed is reported to have ended with 9",
        because: "By 137 kubelet tells that a container was killed, and looks whether it was for want of memory.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["signals/ends*", "signals/*"]
    ) { _ in
        .exits { _, status in status == 137 ? 9 : nil }
    }
}
