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
    /// What the reference shows of it, where it speaks for it.
    var say: Reference.Say?

    func draft(_ answer: Settlement) -> Draft {
        let (baseline, candidate) = telling
        let weight = family.weight(of: path, in: bout.scenario)
        var draft = Draft(
            cell: bout.cell, scenario: bout.scenario.id, path: path, pattern: steps.pattern(of: path),
            class: .divergence, severity: weight.severity, rule: "", odd: "unknown", component: family.component,
            seen: Finding.Seen(baseline: count(.baseline), candidate: count(.candidate)),
            baseline: tally.text(.baseline), candidate: tally.text(.candidate),
            templates: [template(baseline), template(candidate)], rank: steps.rank(of: path),
            step: steps.step(of: path)?.path.description ?? "")
        draft.sign = grave?.sign
        if answer != .difference { draft.odd = isCandidateOdd ? "candidate" : "baseline" }
        classify(answer, &draft, grave: grave)
        draft.rule += weight.why
        attribute(&draft, baseline, candidate)
        if !family.isKnown { draft.rule += "; the facet is not in the catalogue" }
        draft.evidence = rates(draft.seen)
        if case .seen(.list(let old)) = baseline, case .seen(.list(let new)) = candidate {
            draft.evidence += [sequenceDifference(from: old, to: new)]
        }
        let shown = first(.candidate, showing: candidate)
        draft.trials.baseline = first(.baseline, showing: baseline)?.number
        draft.trials.candidate = shown?.number
        draft.trials.reference = bout.reference.first?.first.number
        draft.evidence += evidence(of: shown, at: path, steps)
        return draft
    }

    private func first(_ side: Side, showing state: FacetState?) -> JudgedTrial? {
        zip(states, bout.groups).filter { $0.0 == state }.compactMap { $0.1.first[side] }
            .min { $0.number < $1.number }
    }

    /// Says who is odd by the reference, where nothing else has said it.
    private func attribute(_ draft: inout Draft, _ baseline: FacetState?, _ candidate: FacetState?) {
        guard let say else { return }
        draft.reference = say.text
        draft.seen.reference = say.others(than: baseline)
        guard draft.odd == "unknown", let answer = say.odd(baseline: baseline, candidate: candidate) else { return }
        draft.odd = answer.odd
        draft.rule += "; \(answer.why)"
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
            draft.rule = "facets: varies on the candidate, never on the baseline (exact test, p ≤ 0.001)"
        case .intermittent:
            draft.class = .intermittent
            draft.rule = "facets: seen again in fresh trials, too rarely to decide"
        case .notSeenAgain:
            draft.class = .notSeenAgain
            draft.rule = "facets: seen, and not again in fresh trials"
        }
        if let grave, grave.candidateIsWorse, draft.class != .notSeenAgain {
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

    /// Whether it is the candidate that shows what the other side doesn't.
    private var isCandidateOdd: Bool {
        tally.kinds.contains { $0.counts.candidate.total > 0 && $0.counts.baseline.total == 0 }
    }

    private var grave: (sign: GraveSign, candidateIsWorse: Bool)? {
        guard let baseline = telling.baseline, let candidate = telling.candidate,
            let grave = GraveSign.between(path, baseline: baseline, candidate: candidate)
        else { return nil }
        return grave.sign == .lostOutput && !isLoss(grave.candidateIsWorse ? .candidate : .baseline) ? nil : grave
    }

    /// Whether the shorter output is the other one with bytes missing: the longer side doesn't vary, and where texts are
    /// at hand, what is there is there in the same order.
    private func isLoss(_ shorter: Side) -> Bool {
        let longer: Side = shorter == .candidate ? .baseline : .candidate
        guard tally.kinds.filter({ $0.counts[longer].total > 0 }).count == 1 else { return false }
        let output = FacetPath(Array(path.components.dropLast()))
        func text(_ side: Side) -> String? {
            let shown = side == .candidate ? telling.candidate : telling.baseline
            let group = zip(states, bout.groups).first { $0.0 == shown && $0.1.counts[side].total > 0 }?.1
            guard case .seen(.text(let text))? = group?.facets[output] else { return nil }
            return text
        }
        guard let less = text(shorter), let more = text(longer) else { return true }
        var rest = more.utf8[...]
        return less.utf8.allSatisfy { byte in
            guard let place = rest.firstIndex(of: byte) else { return false }
            rest = rest[rest.index(after: place)...]
            return true
        }
    }

    /// In how many trials of a side something else was seen than the baseline mostly shows.
    private func count(_ side: Side) -> [Int] {
        let usual = telling.baseline == tally.mode(.baseline) ? tally.mode(.baseline) : tally.mode(.candidate)
        let other = tally.kinds.filter { $0.state != usual }.reduce(0) { $0 + $1.counts[side].total }
        return [other, tally.trials(side).total]
    }
}
