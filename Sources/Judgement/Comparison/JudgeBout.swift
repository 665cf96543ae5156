import Facets
import Policies

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
        compared: facets.compared, gaps: facets.gaps, applied: facets.applied, hidden: facets.hidden)
}

extension Rules {
    /// The draft with the ledger's entry that knows it, and what that entry lets pass.
    func attributed(_ draft: Draft) -> Draft {
        guard
            let entry = ledger.entry(
                for: draft.path, of: draft.cell, in: draft.scenario, statuses: [.open, .waived])
        else { return draft }
        var draft = draft
        draft.ledger = entry.label
        if entry.status == .waived {
            draft.isWaived = true
            draft.rule +=
                "; waived by \(Escaping.text(entry.owner)) until \(Escaping.text(entry.expires ?? "")): \(Escaping.text(entry.reason))"
        }
        return draft
    }
}
