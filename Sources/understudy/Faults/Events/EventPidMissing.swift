import ShimAPI

extension Fault {
    static let eventPidMissing = Fault(
        name: "events/pid-missing",
        title: "The event of an end tells the pid 0",
        because: "Who matches it with the process that it knows finds none.",
        expects: Expectation(facets: ["*/events/\"tasks/exit\"/pid"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.edited(Containerd_Events_TaskExit.self) { $0.pid = 0 }.map { .edit($0) }
        })
    }
}
