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
}

/// Compares the facets of a bout, but for those that the contract has settled.
func judgeFacets(
    _ bout: Bout, _ alignment: Alignment, _ steps: StepOrder, _ rules: Rules, settled: Set<FacetPath>
) -> FacetFindings {
    var result = FacetFindings()
    let relaxations = bout.scenario.compare.compactMap { rule in
        (try? FacetPattern(parsing: rule.pattern)).map { (rule: rule, pattern: $0) }
    }
    for path in alignment.paths {
        var states = alignment.states(path)
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
        guard !states.allSatisfy({ $0 == first }) else { continue }
        result.sighted.formUnion(rules.ledger.knowing(path, of: bout.cell, in: bout.scenario.id))
        // Of what a demand names, its parts are spoken of too: with stdout its length and digest.
        guard !settled.contains(where: { path.hasPrefix($0) }) else { continue }

        let family = rules.family(of: path)
        if family.comparison == .shown || family.comparison == .distribution {
            result.compared -= 1
            result.gaps[Gap(why: "they differ and are only shown, for nothing fixes them", place: nil), default: 0] += 1
            continue
        }
        if let relaxed = relaxations.first(where: { $0.pattern.matches(path) }) {
            result.applied["compare \(bout.scenario.id): \(relaxed.rule.pattern)", default: 0] += 1
            guard relaxed.rule.treatment == .presence else { continue }
            states = states.map { state in if case .seen = state { .seen(.bool(true)) } else { state } }
        }
        if family.comparison == .template {
            for normaliser in Normaliser.all {
                let rewritten = states.map(normaliser.rewrite)
                guard rewritten != states else { continue }
                result.applied[normaliser.label, default: 0] += 1
                states = rewritten
            }
        }
        compare(path, states, family, bout, steps, rules, into: &result)
    }
    return result
}

private func compare(
    _ path: FacetPath, _ states: [FacetState], _ family: FacetFamily, _ bout: Bout, _ steps: StepOrder,
    _ rules: Rules, into result: inout FacetFindings
) {
    var counts: [FacetState: SideCounts] = [:]
    for (state, group) in zip(states, bout.groups) where state.isComparable {
        counts[state, default: SideCounts()] += group.counts
    }
    let tally = Tally(counts, settlings: bout.settlings)
    let answer = settle(tally, mayAsk: bout.mayAsk)
    if answer == .same { return }
    if let entry = rules.ledger.entry(for: path, of: bout.cell, in: bout.scenario.id, where: { $0.status == .legal }) {
        result.applied["ledger \(entry.label)", default: 0] += 1
        return
    }
    switch answer {
    case .same: break
    case .noise: result.applied["noise: varies on the baseline too", default: 0] += 1
    case .suspicion:
        var difference = Difference(path: path, tally: tally, family: family, bout: bout, steps: steps)
        difference.states = states
        let isClean = tally.kinds.count == 2 && tally.mode(.baseline) != tally.mode(.candidate)
        result.suspicions.append(
            Suspicion(text: "\(path) differs", draft: difference.draft(.difference), isClean: isClean))
    case .difference, .newNoise, .intermittent, .notSeenAgain:
        var difference = Difference(path: path, tally: tally, family: family, bout: bout, steps: steps)
        difference.states = states
        result.drafts.append(difference.draft(answer))
    }
}
