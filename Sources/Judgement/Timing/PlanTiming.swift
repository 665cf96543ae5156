import Foundation
import Policies
import Statistics

/// Plans the blocks by what the first rounds showed: noise, and what a trial takes.
struct TimingPlanner {
    let input: JudgementInput
    /// What is judged, with the values so far.
    let gates: [TimingKey: TimedValues]

    var bounds: TimingBounds {
        TimingBounds(floor: log1p(input.policy.floor), margin: log1p(input.policy.margin))
    }

    var looks: [Look] { Look.all(error: input.policy.error, comparisons: gates.count) }

    /// Nil before the first rounds, and where nothing gates.
    func plan() -> TimingPlan? {
        let spreads = gates.values.compactMap(\.spread)
        guard let spread = spreads.max(), spreads.count == gates.count else { return nil }
        if let limit = input.blockLimit, !looks.contains(where: { $0.blocks <= limit }) {
            return TimingPlan(
                eachSide: 0, blocks: looks[0].blocks, comparisons: gates.count, detectable: 0,
                margin: input.policy.margin, floor: input.policy.floor, error: input.policy.error, nanoseconds: 0,
                budgetNanoseconds: nil, refusal: .blocks(limit: limit))
        }
        let looks = looks.filter { [limit = input.blockLimit ?? .max] in $0.blocks <= limit }
        guard let last = looks.last else { return nil }
        // What more blocks would show is not the host's noise.
        let unlimited = BlockNeed(spread: spread, effect: bounds.margin, looks: self.looks).plans.first
        let need = BlockNeed(spread: spread, effect: bounds.margin, looks: looks)
        let round = roundNanoseconds
        let budget = input.budgetNanoseconds ?? input.policy.budgetNanoseconds
        let affordable = budget.flatMap { round > 0 ? Int(clamping: $0 / round) : nil } ?? Int.max
        if let plan = need.plan(atMost: affordable) { return made(plan, round, budget, nil) }
        guard let least = need.plans.first else {
            if let limit = input.blockLimit, let unlimited {
                return made(unlimited, round, budget, .blocks(limit: limit))
            }
            return made(need.plan(eachSide: BlockPlan.most, look: last), round, budget, .noise)
        }
        return made(least, round, budget, .budget(needsNanoseconds: UInt64(least.trials) * round))
    }

    private func made(
        _ plan: BlockPlan, _ round: UInt64, _ budget: UInt64?, _ refusal: TimingPlan.Refusal?
    ) -> TimingPlan {
        TimingPlan(
            eachSide: plan.eachSide, blocks: plan.blocks, comparisons: gates.count,
            detectable: sixDigits(expm1(plan.detectable)), margin: input.policy.margin, floor: input.policy.floor,
            error: input.policy.error, nanoseconds: UInt64(plan.trials) * round, budgetNanoseconds: budget,
            refusal: refusal)
    }

    /// What one trial of every role of every gating scenario and cell takes together, as the first rounds show it.
    private var roundNanoseconds: UInt64 {
        struct Place: Hashable {
            var cell: String
            var scenario: String
        }
        let places = Set(gates.keys.map { Place(cell: $0.cell, scenario: $0.scenario) })
        var taken: [Place: [String: [Double]]] = [:]
        for trial in input.trials where trial.isTimed && trial.block == nil && trial.round >= 0 {
            let place = Place(cell: trial.cell, scenario: trial.scenario)
            guard places.contains(place), Self.roles.contains(trial.role), trial.elapsedNanoseconds > 0 else {
                continue
            }
            taken[place, default: [:]][trial.role, default: []].append(Double(trial.elapsedNanoseconds))
        }
        // Whole numbers, so that the sum is the same in every order.
        return taken.values.flatMap(\.values).compactMap(median).reduce(0) { $0 + UInt64($1) }
    }

    /// The roles that a block has trials of.
    static let roles = [Side.baseline.rawValue, Side.candidate.rawValue, TimedValues.copy]
}
