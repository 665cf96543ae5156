extension Fault {
    static let signalAlone = Fault(
        name: "exit/signal-alone",
        title: "A process that a signal has ended is reported with the signal's number alone",
        because: "A container that was asked to end is told from one that failed by 128 and more.",
        expects: Expectation(facets: ["*/**/exit"], severity: "blocker", step: "wait"),
        scenarios: ["signals/ends*", "exit/signals*"]
    ) { _ in
        .exits { _, status in (129...192).contains(status) && status != 137 ? status - 128 : nil }
    }
}
