import ShimAPI

extension Fault {
    static let emptyIDEvent = Fault(
        name: "events/empty-id",
        title: "The event of an end names no container",
        because: "Nobody knows what has ended.",
        expects: Expectation(facets: ["run/stray-events", "*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.edited(Containerd_Events_TaskExit.self) { $0.containerID = "" }.map { .edit($0) }
        })
    }
}
