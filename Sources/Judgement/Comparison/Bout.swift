import Facets
import Scenarios

/// The trials of one scenario in one cell that can be compared, with equal recordings taken together.
struct Bout: Sendable {
    /// A set of facets, and in how many trials it was what was seen.
    struct Group: Sendable {
        var facets: FacetSet
        var counts: SideCounts
        /// The first trial of it on each side, for evidence.
        var first: [Side: JudgedTrial]
    }

    /// The same of the reference.
    struct ReferenceGroup: Sendable {
        var facets: FacetSet
        var counts: StageCounts
        var first: JudgedTrial
    }

    var cell: JudgedCell
    var scenario: Scenario
    /// In the order of their first trials.
    var groups: [Group]
    /// What the reference showed, in the order of its first trials; empty without one.
    var reference: [ReferenceGroup]
    /// Trials with a recording.
    var trials: SideCounts
    /// How often fresh trials were carried out: 0, 1 or 2.
    var settlings: Int
    /// Whether more trials may be asked for: not of a scenario whose trials were dropped after hangs.
    var mayAsk: Bool

    /// Takes those of `trials`, all of this cell and scenario, that have a recording.
    init(cell: JudgedCell, scenario: Scenario, trials all: [JudgedTrial]) {
        self.cell = cell
        self.scenario = scenario
        groups = []
        reference = []
        trials = SideCounts()
        settlings = 0
        mayAsk = true
        for trial in all.sorted(by: { $0.number < $1.number }) {
            guard let side = Side(rawValue: trial.role) else {
                if trial.role == "reference" { addReference(trial) }
                continue
            }
            let stage = StageCounts.stage(ofRound: trial.round)
            settlings = max(settlings, stage)
            if case .dropped = trial.outcome { mayAsk = false }
            guard trial.outcome == .recorded || trial.outcome == .hung else { continue }
            trials[side][stage] += 1
            let facets = trial.facetsWithHang
            // Equal trials share one set, which is seen without a look at a facet; to hash a set is to look at all.
            let place = groups.firstIndex { $0.facets == facets } ?? groups.count
            if place == groups.count {
                groups.append(Group(facets: facets, counts: SideCounts(), first: [:]))
            }
            groups[place].counts[side][stage] += 1
            if groups[place].first[side] == nil { groups[place].first[side] = trial }
        }
    }

    private mutating func addReference(_ trial: JudgedTrial) {
        guard trial.outcome == .recorded || trial.outcome == .hung else { return }
        let facets = trial.facetsWithHang
        let stage = StageCounts.stage(ofRound: trial.round)
        if let place = reference.firstIndex(where: { $0.facets == facets }) {
            reference[place].counts[stage] += 1
        } else {
            var counts = StageCounts()
            counts[stage] = 1
            reference.append(ReferenceGroup(facets: facets, counts: counts, first: trial))
        }
    }

    /// Whether there is something on both sides.
    var isComparable: Bool { trials.baseline.total > 0 && trials.candidate.total > 0 }
}

extension JudgedTrial {
    /// The facets, with the hang as one of them where none of them tells it.
    var facetsWithHang: FacetSet {
        guard outcome == .hung, !facets.states.contains(where: { (GraveSign.hang.badness($0.key, $0.value) ?? 0) > 0 })
        else {
            return facets
        }
        var all = facets
        all[GraveSign.hungTrial] = .seen(.bool(true))
        return all
    }
}
