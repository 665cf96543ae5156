import Facets
import Policies

/// Makes one finding of all that have one cause, with their scenarios and cells.
func merge(_ drafts: [Draft], _ rules: Rules) -> [Finding] {
    Dictionary(grouping: drafts, by: \.id).map { id, members in
        finding(id, members.sorted(by: speaksFirst), rules)
    }
}

/// Who stands for a cause: the worst, then the first by name.
private func speaksFirst(_ a: Draft, _ b: Draft) -> Bool {
    if a.class.rank != b.class.rank { return a.class.rank < b.class.rank }
    if a.severity != b.severity { return a.severity > b.severity }
    if a.isWaived != b.isWaived { return b.isWaived }
    return (a.scenario, a.cell.name, a.path) < (b.scenario, b.cell.name, b.path)
}

private func finding(_ id: String, _ members: [Draft], _ rules: Rules) -> Finding {
    // Grouping never gives an empty group.
    let head = members[0]
    func sum(_ counts: (Draft) -> [Int]) -> [Int] {
        members.map(counts).reduce([0, 0]) { [$0[0] + ($1.first ?? 0), $0[1] + ($1.last ?? 0)] }
    }
    let isWitnessed = members.contains { $0.seen.reference != nil }
    let odd = odd(members)
    let paths = Set(members.map(\.path))
    let scenarios = Set(members.map(\.scenario)).sorted()
    let side = odd == "baseline" ? head.cell.baseline : head.cell.candidate
    var evidence = head.evidence
    if members.count > 1 { evidence.insert("seen in \(members.count) places; this is \(head.scenario)", at: 0) }
    if !head.follows.isEmpty {
        evidence.append("follows from it: " + head.follows.prefix(5).map(\.text).joined(separator: "; "))
        if head.follows.count > 5 { evidence.append("and \(head.follows.count - 5) more that follow") }
    }
    let reasons = members.compactMap(rules.whyBlocks)
    let why = Set(reasons.filter { !$0.isEmpty }).sorted().map { "; \($0)" }.joined()
    let isPrivate = members.contains(where: rules.isPrivate)
    let answers = rules.policy.owners.owner(of: head.component, contender: rules.contenders[side])
    var finding = Finding(
        id: id, class: head.class, severity: head.severity, blocks: !reasons.isEmpty, rule: head.rule + why,
        odd: odd,
        cells: Set(members.map(\.cell.name)).sorted(), drivers: Set(members.map(\.cell.driver)).sorted(),
        scenarios: scenarios,
        seen: Finding.Seen(
            baseline: sum(\.seen.baseline), candidate: sum(\.seen.candidate),
            reference: isWitnessed ? sum { $0.seen.reference ?? [0, 0] } : nil),
        facet: paths.count == 1 ? head.path.description : head.pattern, component: head.component,
        owner: (isPrivate ? answers?.security : nil) ?? answers?.name ?? "unowned",
        question: (isPrivate ? "In private, not in a public tracker: " : "") + question(head, side),
        baseline: head.baseline, candidate: head.candidate, reference: members.lazy.compactMap(\.reference).first,
        firstDivergence: Finding.Divergence(scenario: head.scenario, step: head.step), ledger: head.ledger,
        rerun: rules.repeating.command(id, in: head.scenario),
        rerunWithoutArchive: rules.repeating.withoutArchive(head.scenario), trials: head.trials, evidence: evidence,
        isWaived: members.allSatisfy(\.isWaived),
        escalation: isPrivate ? nil : answers?.escalation, isPrivate: isPrivate)
    finding.follows = Array(Set(members.flatMap { $0.follows.map(\.facet) }).sorted().prefix(100))
    return finding
}

/// Who is odd by all that have one cause: what a reference says in one scenario holds where it has no say.
private func odd(_ members: [Draft]) -> String {
    let known = Set(members.map(\.odd)).subtracting(["unknown"])
    return known.count == 1 ? known.first ?? "unknown" : members[0].odd
}

/// What the owner is to be asked.
private func question(_ draft: Draft, _ contender: String) -> String {
    let (baseline, candidate) = (draft.cell.baseline, draft.cell.candidate)
    let place = draft.scenario.isEmpty ? "\(draft.path)" : "\(draft.path) in \(draft.scenario)"
    let (old, new) = (bounded(draft.baseline, 120), bounded(draft.candidate, 120))
    return switch draft.class {
    case .regression, .flaky:
        "Why does \(candidate) show \(new) at \(place), where \(baseline) shows \(old)?"
    case .divergence, .intermittent, .newNoise, .notSeenAgain:
        "\(place): \(baseline) shows \(old), \(candidate) shows \(new). Which is meant?"
    case .improvement: "Was \(place) mended on purpose? \(baseline) shows \(old)."
    case .sharedDefect where draft.demand == nil:
        "Both show \(new) at \(place), the reference \(bounded(draft.reference ?? "", 120)). Are both wrong?"
    case .sharedDefect: "Both break the contract at \(place): \(draft.demand ?? draft.rule). Is the demand right?"
    case .unsupported: "Is \(contender) meant to be without what \(draft.scenario) needs?"
    case .staleLedger: "Is the entry still needed?"
    }
}

/// A text as one word of a shell.
func shellWord(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { isWord($0) || "-./:@%+=,#".unicodeScalars.contains($0) }
    // What begins with # would be a comment.
    return plain && !text.isEmpty && !text.hasPrefix("#") ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
