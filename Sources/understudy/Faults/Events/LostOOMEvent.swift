import ShimAPI

extension Fault {
    static let lostOOMEvent = Fault(
        name: "events/oom-lost",
        title: "The event of a process killed for want of memory is never reported",
        because: "Kubelet tells by it that a container needs more memory; without it, it just restarts.",
        expects: Expectation(facets: ["*/events/oom", "*/events"], severity: "major"),
        scenarios: ["events/out-of-memory"]
    ) { _ in
        Misbehaviour(event: { event, _ in event.topic == .outOfMemory ? .drop : nil })
    }
}
