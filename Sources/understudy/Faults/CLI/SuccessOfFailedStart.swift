import Linux

extension Fault {
    static let successOfFailedStart = Fault(
        name: "cli/start-failure-is-success",
        title: "A `start` that fails ends with 0",
        because: "containerd goes on with an address that is none, and reports something else than the reason.",
        expects: Expectation(facets: ["cli/**/rc"], severity: "major"),
        scenarios: ["cli/no-bundle"]
    ) { _ in
        Misbehaviour(afterStart: { outcome, _ in
            guard !outcome.isSuccess else { return nil }
            var outcome = outcome
            outcome.status = .exited(0)
            return .replace(outcome)
        })
    }
}
