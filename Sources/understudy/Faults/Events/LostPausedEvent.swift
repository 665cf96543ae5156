import ShimAPI

extension Fault {
    static let lostPausedEvent = Fault(
        name: "events/paused-lost",
        title: "The event of a pause is never reported",
        because: "containerd goes on to call the container running.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["pause/*", "lifecycle/kill-paused"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .paused ? .drop : nil })
    }
}
