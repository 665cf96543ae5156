import Facets
import Policies
import Scenarios

/// All that one scenario in one cell gave.
struct BoutJudged: Sendable {
    var bout: Bout
    /// What is settled; not folded yet.
    var drafts: [Draft]
    /// What only fresh trials can settle, its own or those of another scenario with the same cause.
    var suspicions: [Suspicion]
    var compared: Int
    var gaps: [Gap: Int]
    var applied: [String: Int]
    var hidden: [Hidden]
    /// What the ledger could have spoken of here, and did.
    var heard: LedgerHeard
}

/// Judges the behaviour of one scenario in one cell: the contract first, then its facets.
func judge(_ bout: Bout, _ rules: Rules) -> BoutJudged {
    let steps = StepOrder(bout.scenario)
    let alignment = Alignment(bout, steps: steps)
    let reference = Reference(bout, steps: steps)
    let contract = judgeContract(bout, alignment, steps, rules, reference)
    let facets = judgeFacets(bout, alignment, steps, rules, reference, settled: contract.settled)
    return BoutJudged(
        bout: bout, drafts: contract.drafts + facets.drafts, suspicions: contract.suspicions + facets.suspicions,
        compared: facets.compared, gaps: facets.gaps, applied: facets.applied, hidden: facets.hidden,
        heard: LedgerHeard(
            cell: bout.cell, scenario: bout.scenario.id, paths: facets.paths,
            trials: min(bout.trials.baseline.total, bout.trials.candidate.total),
            sighted: contract.sighted.union(facets.sighted)))
}

extension Rules {
    /// The draft with the ledger's entry that knows it, and what that entry lets pass.
    func attributed(_ draft: Draft) -> Draft {
        func entry(where fits: (LedgerEntry) -> Bool) -> LedgerEntry? {
            ledger.entry(for: draft.path, of: draft.cell, in: draft.scenario, where: fits)
        }
        let terms = policy.terms
        let honoured = entry { $0.status == .waived && terms.honours($0) }
        let refused = entry { $0.status == .waived && !terms.honours($0) }
        guard let known = honoured ?? entry(where: { $0.status == .open }) ?? refused else { return draft }
        var draft = draft
        draft.ledger = known.label
        if let waiver = honoured ?? refused {
            let who = Escaping.text(waiver.owner, limit: 120)
            let words =
                "waived by \(who) for \(waiver.scope) until \(waiver.expires ?? ""): \(Escaping.text(waiver.reason, limit: 400))"
            draft.isWaived = honoured != nil
            draft.rule += honoured != nil ? "; \(words)" : "; policy \(policy.name) honours no waiver of \(who)"
        }
        return draft
    }
}
