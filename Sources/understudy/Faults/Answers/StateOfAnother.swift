import ShimAPI

extension Fault {
    static let stateOfAnother = Fault(
        name: "answers/state-of-another",
        title: "State answers for another container of the shim, where there is one",
        because: "Two containers of one pod are taken for each other: the wrong one is restarted.",
        expects: Expectation(facets: ["*/state*/id", "*/state*/bundle", "*/state*/pid"], step: "state"),
        scenarios: ["pods/*", "*/two-containers"]
    ) { _ in
        .answers([
            "State": { call, reply, stage in
                guard call.key.exec.isEmpty, let other = stage.containers.first(where: { $0 != call.key.id }),
                    let known = stage[ProcessKey(id: other)]
                else { return nil }
                return reply.edited(Containerd_Task_V2_StateResponse.self) { state in
                    state.id = other
                    state.bundle = known.bundle
                    state.pid = known.pid
                }
            }
        ])
    }
}
