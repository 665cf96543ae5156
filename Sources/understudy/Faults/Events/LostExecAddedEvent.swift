import ShimAPI

extension Fault {
    static let lostExecAddedEvent = Fault(
        name: "events/exec-added-lost",
        title: "The event of an added exec is never reported",
        because: "Audits that list who has entered a container miss it.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["events/exec", "exec/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .execAdded ? .drop : nil })
    }
}
