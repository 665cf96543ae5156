import Facets
import Recordings
import Scenarios

/// The demands of the contract that the trials of a bout did not meet.
struct ContractFindings: Sendable {
    var drafts: [Draft] = []
    /// Facets of which the contract has spoken; comparing them too would say it twice.
    var settled: Set<FacetPath> = []
    /// Entries of the ledger that know something that was broken, by their places.
    var sighted: Set<Int> = []
    /// What must be seen again first, in words.
    var suspicions: [Suspicion] = []
}

/// Holds each recording of a bout against the scenario's expectations.
func judgeContract(
    _ bout: Bout, _ alignment: Alignment, _ steps: StepOrder, _ rules: Rules, _ reference: Reference?
) -> ContractFindings {
    var demands: [FacetPath: String] = [:]
    var broken: [FacetPath: Set<Int>] = [:]
    for (place, group) in bout.groups.enumerated() {
        for unmet in rules.unmet(bout.scenario, group.facets) where unmet.kind == .broken {
            demands[unmet.path] = demands[unmet.path] ?? unmet.why
            broken[unmet.path, default: []].insert(place)
        }
    }
    let others = reference?.broken(bout.scenario, rules) ?? [:]
    var result = ContractFindings()
    for (path, places) in broken.sorted(by: { $0.key < $1.key }) {
        result.sighted.formUnion(rules.ledger.knowing(path, of: bout.cell, in: bout.scenario.id))
        let earlier = broken.filter { steps.rank(of: $0.key) < steps.rank(of: path) }
        let demand = Demand(
            path: path, text: demands[path] ?? "", broken: places, states: alignment.states(path), bout: bout,
            earlier: BrokenSides(earlier, alignment, bout), reference: reference, brokenByReference: others[path] ?? 0)
        switch weigh(demand.tally, mayAsk: bout.mayAsk) {
        case .met: break
        case .suspicion:
            guard case .counts(let kind, let odd, let why) = weigh(demand.tally, mayAsk: false) else { continue }
            let draft = demand.draft(kind, odd: odd, why: why, steps, rules)
            result.suspicions.append(
                Suspicion(text: "\(path) breaks the contract", draft: draft, isClean: demand.tally.isClean))
        case .counts(let kind, let odd, let why):
            // Two sides that are wrong in different ways are compared as well.
            if kind != .sharedDefect { result.settled.insert(path) }
            result.drafts.append(demand.draft(kind, odd: odd, why: why, steps, rules))
        }
    }
    return result
}

/// The sides whose every trial broke one of some demands.
private struct BrokenSides {
    var somehow: Set<Side>
    /// Those that hung or crashed in every trial.
    var fatally: Set<Side>

    init(_ broken: [FacetPath: Set<Int>], _ alignment: Alignment, _ bout: Bout) {
        var (all, fatal): (Set<Int>, Set<Int>) = ([], [])
        for (path, places) in broken {
            all.formUnion(places)
            let states = alignment.states(path)
            fatal.formUnion(places.filter { isHangOrCrash(path, states[$0]) })
        }
        func sides(_ places: Set<Int>) -> Set<Side> {
            Set(
                Side.allCases.filter { side in
                    bout.groups.indices.allSatisfy { bout.groups[$0].counts[side].total == 0 || places.contains($0) }
                })
        }
        (somehow, fatally) = (sides(all), sides(fatal))
    }
}

private func isHangOrCrash(_ path: FacetPath, _ state: FacetState) -> Bool {
    [GraveSign.hang, .crash].contains { ($0.badness(path, state) ?? 0) > 0 }
}

/// One demand, and the groups that did not meet it.
private struct Demand {
    var path: FacetPath
    var text: String
    var broken: Set<Int>
    /// Per group.
    var states: [FacetState]
    var bout: Bout
    var earlier: BrokenSides
    var reference: Reference?
    /// In how many of the reference's trials it was broken.
    var brokenByReference: Int

    var tally: ContractTally {
        let isFatal = broken.contains { isHangOrCrash(path, states[$0]) }
        var tally = ContractTally(
            broken: SideCounts(), trials: SideCounts(), settlings: bout.settlings,
            alwaysBroken: isFatal ? earlier.fatally : earlier.somehow)
        for (place, group) in bout.groups.enumerated() {
            if broken.contains(place) { tally.broken += group.counts }
            if broken.contains(place) || states[place].isComparable { tally.trials += group.counts }
        }
        return tally
    }

    /// How often each state was seen in the groups that broke it, or in those that did not.
    private func values(_ isBroken: Bool?) -> Tally {
        var counts: [FacetState: SideCounts] = [:]
        for (place, group) in bout.groups.enumerated() where isBroken.map({ $0 == broken.contains(place) }) ?? true {
            if states[place].isComparable || broken.contains(place) {
                counts[states[place], default: SideCounts()] += group.counts
            }
        }
        return Tally(counts, settlings: bout.settlings)
    }

    func draft(_ kind: FindingClass, odd: String, why: String, _ steps: StepOrder, _ rules: Rules) -> Draft {
        let (all, wrong, right, counts) = (values(nil), values(true), values(false), tally)
        func shown(_ side: Side) -> FacetState? {
            (counts.broken[side].total > 0 ? wrong.mode(side) : right.mode(side)) ?? all.mode(side)
        }
        func seen(_ side: Side) -> [Int] { [counts.broken[side].total, counts.trials[side].total] }
        let family = rules.family(of: path)
        let weight = family.weight(of: path, in: bout.scenario)
        var draft = Draft(
            cell: bout.cell, scenario: bout.scenario.id, path: path, pattern: steps.pattern(of: path), class: kind,
            // What the contract demands is never a trifle.
            severity: max(weight.severity, .major), rule: "contract: \(why): \(bounded(text, 240))\(weight.why)",
            odd: odd, component: family.component,
            seen: Finding.Seen(baseline: seen(.baseline), candidate: seen(.candidate)),
            baseline: all.text(.baseline), candidate: all.text(.candidate),
            templates: [template(shown(.baseline)), template(shown(.candidate))], rank: steps.rank(of: path),
            step: steps.step(of: path)?.path.description ?? "")
        draft.demand = bounded(text, 240)
        let places = broken.sorted()
        let side: Side = odd == "baseline" ? .baseline : .candidate
        draft.sign = wrong.mode(side).flatMap { state in
            GraveSign.allCases.first { ($0.badness(path, state) ?? 0) > 0 }
        }
        if [.regression, .flaky].contains(kind), let sign = draft.sign {
            draft.severity = .blocker
            draft.rule += "; a \(sign.rawValue) is a blocker"
        }
        for side in Side.allCases {
            let hits = counts.broken[side].total > 0
            draft.trials[side] = bout.groups.indices.filter { broken.contains($0) == hits }
                .compactMap { bout.groups[$0].first[side]?.number }.min()
        }
        draft.trials.reference = bout.reference.first?.first.number
        draft.evidence =
            rates(draft.seen)
            + evidence(
                of: places.compactMap { bout.groups[$0].first[side] }.min { $0.number < $1.number }, at: path, steps)
        if let reference, let say = reference.say(path, family.component) {
            draft.reference = say.text
            draft.seen.reference = [brokenByReference, say.trials]
            let what = brokenByReference > 0 ? "breaks it too" : "meets it"
            draft.evidence.append("the reference \(reference.name) \(what): \(brokenByReference) of \(say.trials)")
        }
        return draft
    }
}
