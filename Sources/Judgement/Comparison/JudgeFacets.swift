import Facets
import Policies
import Scenarios

/// What comparing the facets of a bout gave.
struct FacetFindings: Sendable {
    var drafts: [Draft] = []
    /// What must be settled by fresh trials.
    var suspicions: [Suspicion] = []
    /// Facets that could be compared.
    var compared = 0
    /// Facets that a side could not show or did not reach: how many.
    var gaps: [Gap: Int] = [:]
    /// The facets that could be compared.
    var paths: [FacetPath] = []
    /// Entries of the ledger that know something that differs, by their places.
    var sighted: Set<Int> = []
    /// How often each normaliser, rule and ledger entry was applied.
    var applied: [String: Int] = [:]
    /// Differences that each of them set aside, a few of each.
    var hidden: [Hidden] = []

    /// Counts what was set aside, and keeps it to be shown.
    mutating func setAside(
        _ path: FacetPath, _ states: [FacetState], of bout: Bout, by label: String, because: String
    ) {
        applied[label, default: 0] += 1
        guard hidden.count(where: { $0.by == label }) < Hidden.perScenario else { return }
        let tally = Tally(bout.counts(of: states), settlings: bout.settlings)
        hidden.append(
            Hidden(
                by: label, because: because, cell: bout.cell.name, scenario: bout.scenario.id,
                facet: path.description, baseline: tally.text(.baseline), candidate: tally.text(.candidate)))
    }
}

extension Bout {
    /// How often each state was seen on each side, given the state of each group.
    func counts(of states: [FacetState]) -> [FacetState: SideCounts] {
        var counts: [FacetState: SideCounts] = [:]
        for (state, group) in zip(states, groups) where state.isComparable {
            counts[state, default: SideCounts()] += group.counts
        }
        return counts
    }
}

/// Compares the facets of a bout, but for those that the contract has settled.
func judgeFacets(
    _ bout: Bout, _ alignment: Alignment, _ steps: StepOrder, _ rules: Rules, _ reference: Reference?,
    settled: Set<FacetPath>
) -> FacetFindings {
    var result = FacetFindings()
    let relaxations = bout.scenario.compare.filter { $0.treatment != .equal }.compactMap { rule in
        (try? FacetPattern(parsing: rule.pattern)).map { Treatment.Relaxation(rule: rule, pattern: $0) }
    }
    for path in alignment.paths {
        if Normaliser.tellsOfUnderstudy(path) {
            let label = Normaliser.understudies.label
            result.setAside(
                path, alignment.states(path), of: bout, by: label, because: Normaliser.understudies.because)
            continue
        }
        let shown = alignment.states(path)
        let states = path.components.last == "posture" ? shown.map(Normaliser.withoutUnderstudies) : shown
        if states != shown {
            let normaliser = Normaliser.understudies
            result.setAside(path, shown, of: bout, by: normaliser.label, because: normaliser.because)
        }
        guard let first = states.first else { continue }
        switch reach(path, states, bout, steps) {
        case .comparable: break
        case .refusedAlike: continue
        case .gap(let gap):
            result.gaps[gap, default: 0] += 1
            continue
        }
        result.compared += 1
        result.paths.append(path)
        guard !states.allSatisfy({ $0 == first }) else {
            if let reference, !settled.contains(where: { path.hasPrefix($0) }) {
                compare(path, both: first, with: reference, relaxations, bout, steps, rules, &result)
            }
            continue
        }
        result.sighted.formUnion(rules.ledger.knowing(path, of: bout.cell, in: bout.scenario.id))
        // Of what a demand names, its parts are spoken of too: with stdout its length and digest.
        guard !settled.contains(where: { path.hasPrefix($0) }) else { continue }

        let family = rules.family(of: path)
        if family.comparison == .shown || family.comparison == .distribution {
            result.compared -= 1
            result.gaps[Gap(why: "they differ and are only shown, for nothing fixes them", place: nil), default: 0] += 1
            continue
        }
        let treatment = Treatment(of: path, family, relaxations)
        let treated = treatment.applied(to: states, in: bout.scenario) { label, because in
            result.setAside(path, states, of: bout, by: label, because: because)
        }
        guard let treated else { continue }
        compare(path, treated, family, bout, steps, rules, into: &result) {
            reference?.say(path, family.component, treatment)
        }
    }
    if let reference {
        for path in reference.paths.subtracting(alignment.paths).sorted() {
            let states = alignment.states(path)
            guard let first = states.first, states.allSatisfy({ $0 == first }), first.isComparable else { continue }
            compare(path, both: first, with: reference, relaxations, bout, steps, rules, &result)
        }
    }
    return result
}

private func compare(
    _ path: FacetPath, _ states: [FacetState], _ family: FacetFamily, _ bout: Bout, _ steps: StepOrder,
    _ rules: Rules, into result: inout FacetFindings, say: () -> Reference.Say?
) {
    let tally = Tally(bout.counts(of: states), settlings: bout.settlings, isPlain: family.isPlain)
    let answer = settle(tally, mayAsk: bout.mayAsk)
    if answer == .same { return }
    if let entry = rules.ledger.entry(for: path, of: bout.cell, in: bout.scenario.id, where: { $0.status == .legal }) {
        return result.setAside(path, states, of: bout, by: "ledger \(entry.label)", because: entry.reason)
    }
    switch answer {
    case .same: break
    case .noise:
        result.setAside(
            path, states, of: bout, by: "noise: varies on the baseline too",
            because: "what varies on the baseline is compared as a distribution, and nothing tells these apart")
    case .suspicion:
        var difference = Difference(path: path, tally: tally, family: family, bout: bout, steps: steps)
        difference.states = states
        difference.say = say()
        let isClean = tally.kinds.count == 2 && tally.mode(.baseline) != tally.mode(.candidate)
        result.suspicions.append(
            Suspicion(text: "\(path) differs", draft: difference.draft(.difference), isClean: isClean))
    case .difference, .newNoise, .intermittent, .notSeenAgain:
        var difference = Difference(path: path, tally: tally, family: family, bout: bout, steps: steps)
        difference.states = states
        difference.say = say()
        result.drafts.append(difference.draft(answer))
    }
}
