import Facets
import Foundation
import Policies
import Scenarios
import Statistics

/// The times of a run, judged where a policy gates and shown where not.
///
/// The primary family is what the policy gates in scenarios that are timed. Its comparisons decide; phases explain one
/// that was rejected, and never block.
struct TimingHearing {
    let input: JudgementInput
    let values: [TimingKey: TimedValues]
    let gates: [TimingKey: TimedValues]
    let planner: TimingPlanner
    let plan: TimingPlan?
    let looks: [Look]
    let asked: [TimingKey: Int]
    private let rules: Rules?

    /// - Parameter rules: What findings are made by; without, there are none.
    init(_ input: JudgementInput, _ rules: Rules? = nil) {
        self.rules = rules
        self.input = input
        let all = timedValues(input)
        let timed = Set(input.scenarios.filter(\.timed).map(\.id))
        values = all
        // In the order of the policy's words nothing depends: keys are sorted wherever they are told.
        gates = all.filter { key, values in
            timed.contains(key.scenario) && input.policy.gates.contains(key.measure) && input.judges(key)
                && (!values.roundShifts(to: "candidate").isEmpty || !values.shifts(to: "candidate").isEmpty)
        }
        planner = TimingPlanner(input: input, gates: gates)
        plan = planner.plan()
        looks = planner.looks.filter { [blocks = plan?.blocks ?? 0] in $0.blocks <= blocks }
        asked = input.trials.reduce(into: [:]) { asked, trial in
            guard let block = trial.block else { return }
            // Blocks belong to scenarios: the measure has no say in how many there are.
            let place = TimingKey(cell: trial.cell, scenario: trial.scenario, measure: "")
            asked[place] = max(asked[place] ?? 0, block + 1)
        }
    }

    func judged() -> (timings: [Timing], outcome: TimingJudged, drafts: [Draft]) {
        var outcome = TimingJudged(plan: plan)
        let decisions = gates.reduce(into: [TimingKey: Decision]()) { all, gate in
            all[gate.key] = decision(of: gate.key, gate.value, against: Side.candidate.rawValue)
        }
        let copies = gates.reduce(into: [TimingKey: Decision]()) { all, gate in
            all[gate.key] = decision(of: gate.key, gate.value, against: TimedValues.copy)
        }
        let phases = Dictionary(grouping: values.sorted { $0.key < $1.key }) { $0.key.place }
            .mapValues { explanations($0) }
        let timings = values.sorted { $0.key < $1.key }.compactMap { key, values -> Timing? in
            let phases = phases[key.place] ?? [:]
            guard gates[key] != nil else { return phases[key] ?? shown(key, values) }
            return gated(key, values, decisions[key], explainedBy: phases.values.sorted { $0.measure < $1.measure })
        }
        guard !input.policy.gates.isEmpty else { return (timings, outcome, []) }
        let drafts = timings.compactMap { timing -> Draft? in
            guard let rules, let cell = input.cells.first(where: { $0.name == timing.cell }) else { return nil }
            return timingDraft(timing, in: cell, rules)
        }
        let waived = Set(
            drafts.filter(\.isWaived).map {
                TimingKey(cell: $0.cell.name, scenario: $0.scenario, measure: $0.pattern)
            })
        outcome.copies = copies.sorted { $0.key < $1.key }.compactMap { key, decision in
            gates[key].map { row(key, $0, decision, against: TimedValues.copy) }
        }
        for cell in input.cells.map(\.name) {
            let own = { (key: TimingKey) in key.cell == cell }
            let (verdict, reasons) = verdict(
                of: cell, gates.keys.filter(own).sorted(), decisions, copies, waived)
            outcome.verdicts[cell] = verdict
            outcome.reasons += reasons
            outcome.requests += requests(in: cell, gates.keys.filter(own).sorted(), decisions)
        }
        if outcome.requests.isEmpty, !copies.isEmpty {
            outcome.alarms = alarmRate(
                gates.filter { copies[$0.key] != nil }.sorted { $0.key < $1.key }.map {
                    RelabelledComparison(
                        blocks: $0.value.blocks, asked: asked[$0.key.place] ?? 0)
                }, looks: looks, planner.bounds, seed: input.seed)
        }
        return (timings, outcome, drafts)
    }

    private func decision(of key: TimingKey, _ values: TimedValues, against role: String) -> Decision? {
        decide(values.shifts(to: role), asked: asked[key.place] ?? 0, looks: looks, planner.bounds)
    }
}

extension TimingKey {
    /// What blocks belong to: the cell and scenario alone.
    var place: TimingKey { TimingKey(cell: cell, scenario: scenario, measure: "") }
}

/// The plan of timing of a run whose first rounds are over; nil where no policy gates, or nothing is timed.
package func timingPlan(_ input: JudgementInput) -> TimingPlan? {
    input.policy.gates.isEmpty ? nil : TimingHearing(input).plan
}
