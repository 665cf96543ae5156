import ShimAPI

extension Fault {
    static let lostExitEvent = Fault(
        name: "events/exit-lost",
        title: "The exit event is never reported",
        because: "containerd learns from it that a task has ended: without it a pod's container runs for ever.",
        expects: Expectation(facets: ["**/events/**"], severity: "blocker"),
        scenarios: ["events/*", "lifecycle/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .exit ? .drop : nil })
    }
}
