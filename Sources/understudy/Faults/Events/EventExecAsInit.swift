import ShimAPI

extension Fault {
    static let eventExecAsInit = Fault(
        name: "events/exec-as-init",
        title: "The end of an exec is reported as its container's",
        because: "containerd takes the container for ended when a probe in it ends.",
        expects: Expectation(facets: ["*/events", "*/events/**"], severity: "blocker"),
        scenarios: ["events/exec", "exec/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.edited(Containerd_Events_TaskExit.self) { $0.id = $0.containerID }.map { .edit($0) }
        })
    }
}
