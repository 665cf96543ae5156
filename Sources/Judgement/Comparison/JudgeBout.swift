import Facets
import Policies

/// All that one scenario in one cell gave.
struct BoutJudged: Sendable {
    var drafts: [Draft]
    var request: TrialRequest?
    var compared: Int
    var gaps: [Gap: Int]
    var applied: [String: Int]
}

/// Judges the behaviour of one scenario in one cell: the contract first, then its facets.
func judge(_ bout: Bout, _ rules: Rules) -> BoutJudged {
    let steps = StepOrder(bout.scenario)
    let alignment = Alignment(bout, steps: steps)
    let contract = judgeContract(bout, alignment, steps, rules)
    let facets = judgeFacets(bout, alignment, steps, rules, settled: contract.settled)
    let drafts = (contract.drafts + facets.drafts).map { rules.attributed($0) }
    return BoutJudged(
        drafts: fold(drafts), request: request(for: contract.suspicions + facets.suspicions, of: bout),
        compared: facets.compared, gaps: facets.gaps, applied: facets.applied)
}

extension Rules {
    /// The draft with the ledger's entry that knows it, and what that entry lets pass.
    func attributed(_ draft: Draft) -> Draft {
        let contenders = [draft.cell.baseline, draft.cell.candidate]
        guard let entry = ledger.entry(for: draft.path, of: contenders, statuses: [.open, .waived]) else {
            return draft
        }
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
