import Facets
import Statistics

/// The finding of a gate that tells a candidate slower or faster: whom to ask, and how to see it again.
func timingDraft(_ timing: Timing, in cell: JudgedCell, _ rules: Rules) -> Draft? {
    guard timing.gating, let answer = TimingAnswer(rawValue: timing.answer),
        answer == .regression || answer == .improvement
    else { return nil }
    let path = FacetPath(timing.measure.split(separator: "/").map(String.init))
    let family = rules.family(of: path)
    let word = answer == .regression ? "slower" : "faster"
    let interval = "\(share(timing.low - 1)) to \(share(timing.high - 1))"
    var draft = Draft(
        cell: cell, scenario: timing.scenario, path: path, pattern: timing.measure,
        class: answer == .regression ? .regression : .improvement, severity: family.severity,
        rule: "\(word): \(share(timing.ratio - 1)) (\(interval)) over \(timing.blocks) blocks, the floor is "
            + share(timing.floor),
        odd: Side.candidate.rawValue, component: family.component,
        seen: Finding.Seen(
            baseline: [timing.baselineShape?.values ?? 0, timing.baselineShape?.values ?? 0],
            candidate: [timing.candidateShape?.values ?? 0, timing.candidateShape?.values ?? 0]),
        baseline: "\(milliseconds(timing.baselineMedian)) in the middle",
        candidate: "\(milliseconds(timing.candidateMedian)) in the middle", templates: [word], rank: 0,
        step: timing.measure)
    if !timing.explainedBy.isEmpty {
        draft.evidence = ["phases that moved with it: \(timing.explainedBy.prefix(12).joined(separator: ", "))"]
    }
    return rules.attributed(draft)
}

private func milliseconds(_ nanoseconds: Double) -> String {
    "\(sixDigits(nanoseconds / 1_000_000)) ms"
}
