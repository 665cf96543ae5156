import ShimAPI

extension Fault {
    static let lostDeleteEvent = Fault(
        name: "events/delete-lost",
        title: "The event of a deletion is never reported",
        because: "What is kept for a container is never let go.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .delete ? .drop : nil })
    }
}
