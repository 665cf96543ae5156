import ArgumentParser

/// The options that say by which terms a run is judged.
struct TermsOptions: ParsableArguments {
    @Option(help: "What decides and what blocks: a policy of Matrix/policies.yaml.")
    var policy: String?

    @Option(help: "Known differences beside those of the matrix; can be given more than once.", completion: .file())
    var ledger: [String] = []

    var wish: PolicyWish { PolicyWish(name: policy, ledgers: ledger) }
}
