import ShimAPI

extension Fault {
    static let terminalLost = Fault(
        name: "answers/terminal-lost",
        title: "State says that there is no terminal where there is one",
        because: "An attach after a restart of containerd is made without one: nothing typed arrives.",
        expects: Expectation(facets: ["*/state*/terminal"], step: "state"),
        scenarios: ["state/terminal"]
    ) { _ in
        .answers([
            "State": { _, reply, _ in
                reply.edited(Containerd_Task_V2_StateResponse.self) { $0.terminal = false }
            }
        ])
    }
}
