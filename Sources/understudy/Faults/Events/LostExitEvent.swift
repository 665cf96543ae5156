import ShimAPI

extension Fault {
    static let lostExitEvent = Fault(
        name: "events/exit-lost",
        title: "The event of an end is never reported",
        because: "containerd learns from it that a task has ended: without it a pod's container runs for ever.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .exit ? .drop : nil })
    }
}
