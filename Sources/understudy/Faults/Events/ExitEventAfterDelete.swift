import ShimAPI

extension Fault {
    static let exitEventAfterDelete = Fault(
        name: "events/exit-after-delete",
        title: "The event of an end comes after that of the deletion",
        because: "containerd has forgotten the container by then: how it ended is lost.",
        expects: Expectation(facets: ["*/events"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/order"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .exit ? .hold : nil })
    }
}
