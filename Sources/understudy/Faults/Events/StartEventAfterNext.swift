import ShimAPI

extension Fault {
    static let startEventAfterNext = Fault(
        name: "events/start-after-next",
        title: "The event of a start comes after the one that follows it",
        because: "What follows a container sees its end before its start, and waits for ever.",
        expects: Expectation(facets: ["*/events"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/order"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .start ? .hold : nil })
    }
}
