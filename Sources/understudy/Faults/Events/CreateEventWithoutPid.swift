import ShimAPI

extension Fault {
    static let createEventWithoutPid = Fault(
        name: "events/create-without-pid",
        title: "The event of a creation tells the pid 0",
        because: "What enters the container by it enters nothing.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.edited(Containerd_Events_TaskCreate.self) { $0.pid = 0 }.map { .edit($0) }
        })
    }
}
