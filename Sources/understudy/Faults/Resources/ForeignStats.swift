import TTRPC

extension Fault {
    static let foreignStats = Fault(
        name: "resources/stats-of-another",
        title: "Metrics of a container are those of another behind the same shim that was asked about before",
        because: "The sidecar's use is taken for the workload's.",
        expects: Expectation(facets: ["*/**/memory/limit", "*/**/pids/limit", "*/**/pids/current"], step: "stats"),
        scenarios: ["pods/pids-and-stats"]
    ) { _ in
        Misbehaviour(answer: { call, reply, stage in
            guard call.isTask("Stats"), reply.status == nil else { return nil }
            let key = call.key
            let other = stage.processes.lazy.filter { $0.exec.isEmpty && $0 != key }
                .compactMap { stage.formerAnswer(to: "Stats", of: $0) }.first
            return other.map { .replace(.success($0)) }
        })
    }
}
