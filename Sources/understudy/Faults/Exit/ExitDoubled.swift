import ShimAPI

extension Fault {
    static let exitDoubled = Fault(
        name: "exit/doubled",
        title: "The exit event is reported twice",
        because: "Who counts ends counts restarts double, and backs off too long.",
        expects: Expectation(facets: ["*/events", "*/events/\"tasks/exit\"/count"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.topic == .exit
                ? .report([event, event]) : nil
        })
    }
}
