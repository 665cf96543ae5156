extension Fault {
    static let deleteKills = Fault(
        name: "lifecycle/delete-kills",
        title: "Delete of a container that runs kills it and takes it away, where it must be refused",
        because: "A cleaner that asks too early ends a workload, which no signal has told to stop.",
        expects: Expectation(facets: ["*/**/error", "*/**/exit", "*/**/status"], step: "delete"),
        scenarios: ["errors/delete-running", "exec/delete-running"]
    ) { _ in
        Misbehaviour(request: { call, stage in
            let key = call.key
            guard call.isTask("Delete"), let known = stage[key], known.isStarted, known.exitStatus == nil
            else { return nil }
            return .after { stage in
                await stage.kill(key)
                await stage.wait(for: key)
            }
        })
    }
}
