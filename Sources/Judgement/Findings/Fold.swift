import Facets

/// Folds what follows from a difference under it: in one scenario the first that parts stands for those further down
/// that are of one component with it, or tell the same value or sign, unless they are worse or of another kind.
func fold(_ drafts: [Draft]) -> [Draft] {
    // Each begins with its head; whatever a member covers belongs to it, too.
    var families: [[Draft]] = []
    for draft in drafts.sorted(by: standsBefore) {
        if let place = families.firstIndex(where: { $0.contains { covers($0, draft) } }) {
            families[place].append(draft)
        } else {
            families.append([draft])
        }
    }
    let heads = families.map(head)
    let first = heads.filter { $0.class.canBlock && !$0.step.isEmpty }.min(by: standsBefore)?.step
    return heads.map { head in
        var head = head
        // What belongs to no step, such as the order of events, parts where the scenario does.
        if head.step.isEmpty { head.step = first ?? head.path.description }
        return head
    }
}

/// The one that stands for a family: its first, or the whole of which that is a part.
private func head(_ family: [Draft]) -> Draft {
    // A family is never empty.
    let first = family[0]
    let whole = family.dropFirst().filter {
        $0.class == first.class && first.path.hasPrefix($0.path) && $0.path != first.path
    }.min { $0.path.components.count < $1.path.components.count }
    var head = whole ?? first
    if head.severity < first.severity {
        head.severity = first.severity
        head.rule += "; \(first.path) makes it a \(first.severity.rawValue)"
    }
    head.follows = family.filter { $0.path != head.path }.map {
        ("\($0.path)", "\($0.path): \($0.baseline) / \($0.candidate)")
    }
    return head
}

/// The order in which differences of one scenario are looked at: by place, within a step the worst first.
private func standsBefore(_ a: Draft, _ b: Draft) -> Bool {
    if a.rank != b.rank { return a.rank < b.rank }
    if a.class.rank != b.class.rank { return a.class.rank < b.class.rank }
    if a.severity != b.severity { return a.severity > b.severity }
    return a.path < b.path
}

/// Whether it is a part that one side lacks of what the other tells as a whole: a call of a list, and all its values.
private func isMissingPart(_ part: Draft, of whole: Draft) -> Bool {
    part.path != whole.path && part.path.hasPrefix(whole.path) && part.templates.contains(template(.absent))
}

private func covers(_ head: Draft, _ draft: Draft) -> Bool {
    guard head.severity >= draft.severity, head.isWaived == draft.isWaived, head.ledger == draft.ledger else {
        return false
    }
    // One value told in several places, such as an exit status in wait, event and delete.
    // That something is missing in both is no value told twice.
    let isSameValue =
        head.templates == draft.templates && head.path.components.last == draft.path.components.last
        && !head.templates.contains(template(.absent))
    // A process that stays keeps its socket; a call that hangs makes the next one hang.
    let isSameSign = head.sign != nil && head.sign == draft.sign
    guard
        head.component == draft.component || isSameValue || isSameSign || isMissingPart(draft, of: head)
            || isMissingPart(head, of: draft)
    else { return false }
    // Who is odd in what follows, a reference may see otherwise: it is one cause all the same.
    if head.class == draft.class { return head.odd == draft.odd || head.class == .divergence }
    // Once a side has broken the contract, what else differs may be the consequence.
    return head.class == .regression && draft.class == .divergence
}
