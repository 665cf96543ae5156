import Facets
import Policies
import Scenarios

/// A finding for each entry of the ledger that names a contender of the run and says nothing any more, was no longer
/// seen, or says more than it needs to.
func judgeLedger(_ input: JudgementInput, _ heard: [LedgerHeard], _ rules: Rules) -> [Finding] {
    let library = input.policy.library.scenarios
    let run = Set(input.scenarios.map(\.id))
    let expired = rules.ledger.stale.map { stale in
        (entry: stale.entry, why: "\(stale.why); what it knew is judged as if unknown", contenders: stale.contenders)
    }
    let doubted = rules.ledger.known.indices.compactMap { place in
        rules.ledger.doubt(about: place, heard, library: library, run: run).map { why in
            (entry: rules.ledger.known[place].entry, why: why, contenders: rules.ledger.known[place].contenders)
        }
    }
    return (expired + doubted).compactMap { doubt in
        let concerned = input.cells.filter { $0.isAbout(doubt.contenders) }
        return concerned.isEmpty ? nil : finding(doubt.entry, doubt.why, concerned, rules)
    }
}

private func finding(_ entry: LedgerEntry, _ why: String, _ cells: [JudgedCell], _ rules: Rules) -> Finding {
    let text = ["stale-ledger", entry.file, entry.facet, entry.scope, entry.status.rawValue].joined(separator: "\n")
    return Finding(
        id: String(SHA256.digest(of: Array(text.utf8)).hexadecimal.prefix(12)), class: .staleLedger,
        severity: .minor, blocks: false, rule: "ledger: \(why)", odd: "neither", cells: cells.map(\.name).sorted(),
        drivers: Set(cells.map(\.driver)).sorted(), scenarios: [],
        seen: Finding.Seen(baseline: [0, 0], candidate: [0, 0]), facet: entry.facet, component: "ledger",
        owner: entry.owner,
        question: "Is the entry still needed as it is? It says: \(Escaping.text(entry.reason, limit: 200))",
        baseline: "", candidate: "", firstDivergence: Finding.Divergence(scenario: "", step: ""), ledger: entry.label,
        rerun: rules.repeating.run, evidence: entry.link.isEmpty ? [] : ["link: \(Escaping.text(entry.link))"])
}
