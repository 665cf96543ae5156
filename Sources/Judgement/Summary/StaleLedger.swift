import Facets
import Policies

/// A finding for each entry of the ledger that says nothing any more and names a contender of the run.
func judgeLedger(_ cells: [JudgedCell], _ rules: Rules) -> [Finding] {
    rules.ledger.stale.compactMap { stale in
        let entry = stale.entry
        let concerned = cells.filter { $0.isAbout(stale.contenders) }
        guard !concerned.isEmpty else { return nil }
        let text = ["stale-ledger", entry.file, entry.facet, entry.scope].joined(separator: "\n")
        return Finding(
            id: String(SHA256.digest(of: Array(text.utf8)).hexadecimal.prefix(12)), class: .staleLedger,
            severity: .minor, blocks: false, rule: "ledger: \(stale.why); what it knew is judged as if unknown",
            odd: "neither", cells: concerned.map(\.name).sorted(), drivers: Set(concerned.map(\.driver)).sorted(),
            scenarios: [], seen: Finding.Seen(baseline: [0, 0], candidate: [0, 0]), facet: entry.facet,
            component: "ledger", owner: entry.owner,
            question: "Is the entry still needed? It says: \(Escaping.text(entry.reason, limit: 200))", baseline: "",
            candidate: "", firstDivergence: Finding.Divergence(scenario: "", step: ""), ledger: entry.label,
            rerun: rules.rerunPrefix, evidence: entry.link.isEmpty ? [] : ["link: \(Escaping.text(entry.link))"])
    }
}
