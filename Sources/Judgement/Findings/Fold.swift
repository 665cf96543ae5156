import Facets

/// Folds what follows from a difference under it: in one scenario, for one component, the first that parts stands for
/// those further down, unless they are worse or of another kind.
func fold(_ drafts: [Draft]) -> [Draft] {
    var heads: [Draft] = []
    for draft in drafts.sorted(by: standsBefore) {
        if let place = heads.firstIndex(where: { covers($0, draft) }) {
            heads[place].follows.append("\(draft.path): \(draft.baseline) / \(draft.candidate)")
        } else {
            heads.append(draft)
        }
    }
    let first = heads.filter { $0.class.canBlock && !$0.step.isEmpty }.min(by: standsBefore)?.step
    return heads.map { head in
        var head = head
        // What belongs to no step, such as the order of events, parts where the scenario does.
        if head.step.isEmpty { head.step = first ?? head.path.description }
        return head
    }
}

/// The order in which differences of one scenario are looked at: by place, within a step the worst first.
private func standsBefore(_ a: Draft, _ b: Draft) -> Bool {
    if a.rank != b.rank { return a.rank < b.rank }
    if a.class.rank != b.class.rank { return a.class.rank < b.class.rank }
    if a.severity != b.severity { return a.severity > b.severity }
    return a.path < b.path
}

private func covers(_ head: Draft, _ draft: Draft) -> Bool {
    guard head.severity >= draft.severity, head.isWaived == draft.isWaived, head.ledger == draft.ledger else {
        return false
    }
    // One value told in several places, such as an exit status in wait, event and delete.
    let isSameValue = head.templates == draft.templates && head.path.components.last == draft.path.components.last
    // A process that stays keeps its socket; a call that hangs makes the next one hang.
    let isSameSign = head.sign != nil && head.sign == draft.sign
    guard head.component == draft.component || isSameValue || isSameSign else { return false }
    if head.class == draft.class { return head.odd == draft.odd }
    // Once a side has broken the contract, what else differs may be the consequence.
    return head.class == .regression && draft.class == .divergence
}
