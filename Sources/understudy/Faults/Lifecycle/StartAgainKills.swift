extension Fault {
    static let startAgainKills = Fault(
        name: "lifecycle/start-again-kills",
        title: "A second start of a process that runs kills it",
        because: "A caller that asks again after a lost answer ends the workload.",
        expects: Expectation(facets: ["*/**/exit", "*/**/status", "*/**/error"], severity: "major"),
        scenarios: ["errors/start-twice", "exec/start-twice"]
    ) { _ in
        Misbehaviour(request: { call, stage in
            let key = call.key
            guard call.isTask("Start"), stage[key]?.isStarted == true else { return nil }
            return .after { stage in
                await stage.kill(key)
                await stage.wait(for: key)
            }
        })
    }
}
