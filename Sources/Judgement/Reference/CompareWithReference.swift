import Facets
import Policies
import Scenarios

/// Holds what both sides show alike against the reference: two that are wrong in the same way share a defect.
func compare(
    _ path: FacetPath, both state: FacetState, with reference: Reference, _ relaxations: [Treatment.Relaxation],
    _ bout: Bout, _ steps: StepOrder, _ rules: Rules, _ result: inout FacetFindings
) {
    let family = rules.family(of: path)
    guard family.comparison != .shown, family.comparison != .distribution else { return }
    let treatment = Treatment(of: path, family, relaxations)
    guard let ours = treatment(state), let say = reference.say(path, family.component, treatment),
        let theirs = say.mode, say.counts[ours] == nil
    else { return }
    if let entry = rules.ledger.entry(for: path, of: bout.cell, in: bout.scenario.id, where: { $0.status == .legal }) {
        result.applied["ledger \(entry.label)", default: 0] += 1
        return
    }
    // The reference stands where a baseline does, and both sides together where a candidate does.
    var counts: [FacetState: SideCounts] = [:]
    for (state, seen) in say.counts { counts[state, default: SideCounts()].baseline += seen }
    counts[ours, default: SideCounts()].candidate += bout.trials.baseline
    counts[ours, default: SideCounts()].candidate += bout.trials.candidate
    let tally = Tally(counts, settlings: bout.settlings)
    let weight = family.weight(of: path, in: bout.scenario)
    var draft = Draft(
        cell: bout.cell, scenario: bout.scenario.id, path: path, pattern: steps.pattern(of: path),
        class: .sharedDefect, severity: weight.severity,
        rule:
            "reference: both sides show the same, and \(reference.name), which speaks for it, something else in fresh "
            + "trials (exact test, p ≤ 0.001)\(weight.why)", odd: "both", component: family.component,
        seen: Finding.Seen(
            baseline: [bout.trials.baseline.total, bout.trials.baseline.total],
            candidate: [bout.trials.candidate.total, bout.trials.candidate.total], reference: [0, say.trials]),
        baseline: valueText(ours), candidate: valueText(ours),
        templates: [template(ours), "shared", template(theirs)], rank: steps.rank(of: path),
        step: steps.step(of: path)?.path.description ?? "")
    draft.reference = say.text
    for side in Side.allCases {
        draft.trials[side] = bout.groups.compactMap { $0.first[side]?.number }.min()
    }
    draft.trials.reference = bout.reference.first?.first.number
    switch settle(tally, mayAsk: bout.mayAsk) {
    case .suspicion:
        let isClean = say.counts.count == 1
        result.suspicions.append(
            Suspicion(text: "\(path) differs from the reference", draft: draft, isClean: isClean))
    case .difference: result.drafts.append(draft)
    case .same, .noise, .newNoise, .intermittent, .notSeenAgain: break
    }
}
