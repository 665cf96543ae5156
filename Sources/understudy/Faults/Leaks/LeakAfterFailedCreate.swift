extension Fault {
    static let leakAfterFailedCreate = Fault(
        name: "leaks/after-failed-create",
        title: "A container that can't be made leaves a process behind; one that can leaves nothing",
        because: "A pod that fails to start is tried again for ever, and each try leaves one.",
        expects: Expectation(facets: ["host/left/processes", "host/left/processes/names"], severity: "blocker"),
        scenarios: ["errors/missing-program", "leaks/failed-creates"]
    ) { _ in
        Misbehaviour(answer: { call, reply, _ in
            guard call.isTask("Create"), reply.status != nil else { return nil }
            return .also { stage in Leftover.process(stage) }
        })
    }
}
