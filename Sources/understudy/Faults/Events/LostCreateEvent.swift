import ShimAPI

extension Fault {
    static let lostCreateEvent = Fault(
        name: "events/create-lost",
        title: "The event of a creation is never reported",
        because: "What prepares itself for a container when it is made never does.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .create ? .drop : nil })
    }
}
