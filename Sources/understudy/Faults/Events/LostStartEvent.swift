import ShimAPI

extension Fault {
    static let lostStartEvent = Fault(
        name: "events/start-lost",
        title: "The event of a start is never reported",
        because: "What follows a container from its start, such as a collector of metrics, never begins.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .start ? .drop : nil })
    }
}
