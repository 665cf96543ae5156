import Facets
import Scenarios

/// A facet that differs and breaks no expectation.
struct Difference {
    var path: FacetPath
    var tally: Tally
    var family: FacetFamily
    var bout: Bout
    var steps: StepOrder
    /// Per group, as compared.
    var states: [FacetState] = []

    func draft(_ answer: Settlement) -> Draft {
        let (baseline, candidate) = telling
        var draft = Draft(
            cell: bout.cell, scenario: bout.scenario.id, path: path, pattern: steps.pattern(of: path),
            class: .divergence, severity: family.severity, rule: "", odd: "unknown", component: family.component,
            seen: Finding.Seen(baseline: count(.baseline), candidate: count(.candidate)),
            baseline: tally.text(.baseline), candidate: tally.text(.candidate),
            templates: [template(baseline), template(candidate)], rank: steps.rank(of: path),
            step: steps.step(of: path)?.path.description ?? "")
        classify(answer, &draft, grave: grave)
        if !family.isKnown { draft.rule += "; the facet is not in the catalogue" }
        draft.evidence = rates(draft.seen)
        if case .seen(.list(let old)) = baseline, case .seen(.list(let new)) = candidate {
            draft.evidence += [sequenceDifference(from: old, to: new)]
        }
        let shown = zip(states, bout.groups).filter { $0.0 == candidate }.compactMap { $0.1.first[.candidate] }
        draft.evidence += evidence(of: shown.min { $0.number < $1.number }, at: path, steps)
        return draft
    }

    private func classify(
        _ answer: Settlement, _ draft: inout Draft, grave: (sign: GraveSign, candidateIsWorse: Bool)?
    ) {
        switch answer {
        case .same, .noise, .suspicion, .difference:
            draft.rule = "facets: differs in fresh trials of both sides (exact test, p ≤ 0.001)"
            guard let grave else { return draft.rule += "; breaks no expectation" }
            draft.class = grave.candidateIsWorse ? .regression : .improvement
            draft.odd = grave.candidateIsWorse ? "candidate" : "baseline"
            draft.rule += "; a \(grave.sign.rawValue) on one side alone"
        case .newNoise:
            draft.class = .newNoise
            draft.odd = "candidate"
            draft.rule = "facets: varies on the candidate, never on the baseline (exact test, p ≤ 0.001)"
        case .intermittent:
            draft.class = .intermittent
            draft.rule = "facets: seen again in fresh trials, too rarely to decide"
        case .notSeenAgain:
            draft.class = .notSeenAgain
            draft.rule = "facets: seen, and not again in fresh trials"
        }
        if let grave, grave.candidateIsWorse {
            draft.severity = .blocker
            if draft.class != .regression { draft.rule += "; a \(grave.sign.rawValue)" }
        }
    }

    /// The states that show the difference: on each side what it shows and the other doesn't, else what it shows most.
    private var telling: (baseline: FacetState?, candidate: FacetState?) {
        let baseline = tally.mode(.baseline)
        let candidate = tally.mode(.candidate)
        guard baseline == candidate else { return (baseline, candidate) }
        func own(_ side: Side, not other: Side) -> FacetState? {
            tally.kinds.filter { $0.counts[side].total > 0 && $0.counts[other].total == 0 }
                .max { $0.counts[side].total < $1.counts[side].total }?.state
        }
        if let odd = own(.candidate, not: .baseline) { return (baseline, odd) }
        return (own(.baseline, not: .candidate) ?? baseline, candidate)
    }

    private var grave: (sign: GraveSign, candidateIsWorse: Bool)? {
        guard let baseline = telling.baseline, let candidate = telling.candidate else { return nil }
        return GraveSign.between(path, baseline: baseline, candidate: candidate)
    }

    /// In how many trials of a side something else was seen than the baseline mostly shows.
    private func count(_ side: Side) -> [Int] {
        let usual = telling.baseline == tally.mode(.baseline) ? tally.mode(.baseline) : tally.mode(.candidate)
        let other = tally.kinds.filter { $0.state != usual }.reduce(0) { $0 + $1.counts[side].total }
        return [other, tally.trials(side).total]
    }
}
