import ShimAPI

extension Fault {
    static let eventExitTimeMissing = Fault(
        name: "events/exit-time-missing",
        title: "The event of an end tells no time of it",
        because: "Restart back-off reckons from 1970.",
        expects: Expectation(facets: ["*/events/\"tasks/exit\"/exited-at"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.edited(Containerd_Events_TaskExit.self) { $0.clearExitedAt() }.map { .edit($0) }
        })
    }
}
