import ShimAPI

extension Fault {
    static let lostExecStartedEvent = Fault(
        name: "events/exec-started-lost",
        title: "The event of an exec's start is never reported",
        because: "Audits that list who has entered a container miss it.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["events/exec", "exec/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .execStarted ? .drop : nil })
    }
}
