import TTRPC

extension Fault {
    static let stateStale = Fault(
        name: "answers/state-stale",
        title: "State answers what it answered the time before",
        because: "A restarted containerd takes a stopped container for a running one, and the other way round.",
        expects: Expectation(facets: ["*/state*/status", "*/state*/**"], step: "state"),
        scenarios: ["state/stages", "time/exit-time", "state/*"]
    ) { _ in
        .answers([
            "State": { call, reply, stage in
                guard case .success(let now) = reply, let former = stage.formerAnswer(to: "State", of: call.key),
                    former != now
                else { return nil }
                return .success(former)
            }
        ])
    }
}
