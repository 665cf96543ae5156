import ShimAPI

extension Fault {
    static let execAsInit = Fault(
        name: "answers/exec-as-init",
        title: "State of an exec answers with its container's id",
        because: "An exec that has ended is taken for the container.",
        expects: Expectation(facets: ["*/state*/id"], step: "state"),
        scenarios: ["state/exec", "state/exec-stages"]
    ) { _ in
        .answers([
            "State": { call, reply, _ in
                guard !call.key.exec.isEmpty else { return nil }
                return reply.edited(Containerd_Task_V2_StateResponse.self) { $0.id = call.key.id }
            }
        ])
    }
}
