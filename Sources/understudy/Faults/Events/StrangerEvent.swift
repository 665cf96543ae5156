import ShimAPI

extension Fault {
    static let strangerEvent = Fault(
        name: "events/stranger",
        title: "With the end of a container that of another is reported, which is not there",
        because: "containerd looks for it, and logs an error for each.",
        expects: Expectation(facets: ["run/stray-events"], severity: "major"),
        scenarios: ["lifecycle/plain", "events/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            guard
                let other = event.edited(
                    Containerd_Events_TaskExit.self,
                    { exit in
                        exit.containerID = "stranger"
                        exit.id = "stranger"
                    })
            else { return nil }
            return .report([event, other])
        })
    }
}
