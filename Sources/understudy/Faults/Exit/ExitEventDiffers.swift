import ShimAPI

extension Fault {
    static let exitEventDiffers = Fault(
        name: "exit/event-differs",
        title: "The exit event tells 0 where Wait and Delete tell the code",
        because: "containerd reports to kubelet what the event says.",
        expects: Expectation(facets: ["*/events/\"tasks/exit\"/exit", "*/**/exit"], severity: "blocker"),
        scenarios: ["exit/codes*", "exit/*"]
    ) { _ in
        Misbehaviour(event: { event, _ in
            event.edited(Containerd_Events_TaskExit.self) { $0.exitStatus = 0 }.map { .edit($0) }
        })
    }
}
