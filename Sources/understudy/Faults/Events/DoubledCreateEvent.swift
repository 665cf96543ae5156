import ShimAPI

extension Fault {
    static let doubledCreateEvent = Fault(
        name: "events/create-doubled",
        title: "The event of a creation is reported twice",
        because: "What counts containers counts two.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.topic == .create
                ? .report([event, event]) : nil
        })
    }
}
