import Facets
import Foundation
import Policies
import Statistics

/// What a comparison of times is about.
struct TimingKey: Hashable, Comparable {
    var cell: String
    var scenario: String
    var measure: String

    static func < (a: TimingKey, b: TimingKey) -> Bool {
        (a.cell, a.scenario, a.measure) < (b.cell, b.scenario, b.measure)
    }
}

/// The values of one measure in one scenario and cell: of the rounds, and of the blocks that the judge asked for.
struct TimedValues: Sendable {
    /// The role of the copy of the baseline (design, "The judge", 3).
    static let copy = "copy"

    var unit: MeasureUnit
    /// Logarithms by role and round.
    private(set) var rounds: [String: [Int: [Double]]] = [:]
    /// Logarithms by role and block.
    private(set) var blocks: [String: [Int: [Double]]] = [:]

    init(unit: MeasureUnit) {
        self.unit = unit
    }

    mutating func add(_ measure: Measure, of trial: JudgedTrial) {
        guard measure.unit == unit else { return }
        if let block = trial.block {
            blocks[trial.role, default: [:]][block, default: []].append(log(measure.value))
        } else {
            rounds[trial.role, default: [:]][trial.round, default: []].append(log(measure.value))
        }
    }

    /// The shift of each block from one role to another, by the block's number; of those that have both.
    func shifts(to role: String, from baseline: String = Side.baseline.rawValue) -> [Int: Double] {
        Self.shifts(blocks, baseline, role)
    }

    /// The same of the rounds.
    func roundShifts(to role: String) -> [Int: Double] {
        Self.shifts(rounds, Side.baseline.rawValue, role)
    }

    private static func shifts(
        _ values: [String: [Int: [Double]]], _ baseline: String, _ role: String
    ) -> [Int: Double] {
        let (old, new) = (values[baseline] ?? [:], values[role] ?? [:])
        return old.reduce(into: [:]) { shifts, block in
            guard let other = new[block.key] else { return }
            shifts[block.key] = hodgesLehmannShift(from: block.value, to: other)
        }
    }

    /// All values of a role, in the measure's unit.
    func all(_ role: String) -> [Double] {
        [rounds, blocks].flatMap { values in
            (values[role] ?? [:]).sorted { $0.key < $1.key }.flatMap { $0.value.map { exp($0) } }
        }
    }

    /// The spread of one trial's difference between roles, as the rounds show it; nil for fewer than four.
    var spread: Double? {
        // What lies between the sides is no noise: each pair of roles is taken about its own middle.
        let pooled = [Side.candidate.rawValue, Self.copy].flatMap { role -> [Double] in
            let shifts = roundShifts(to: role).values.sorted()
            guard let middle = median(shifts) else { return [] }
            return shifts.map { $0 - middle }
        }
        return pooled.count >= 4 ? max(robustSpread(pooled), 0.001) : nil
    }
}

/// All values by what they are about; of trials that ran alone and have an end.
func timedValues(_ input: JudgementInput) -> [TimingKey: TimedValues] {
    var values: [TimingKey: TimedValues] = [:]
    let trials = input.trials.sorted { $0.number < $1.number }
    for trial in trials where trial.round >= 0 && trial.isTimed && trial.outcome == .recorded {
        for measure in trial.measures where measure.value.isFinite && measure.value > 0 {
            let key = TimingKey(cell: trial.cell, scenario: trial.scenario, measure: measure.name)
            values[key, default: TimedValues(unit: measure.unit)].add(measure, of: trial)
        }
    }
    return values
}

extension JudgementInput {
    /// Whether a time says something of a cell's shims: before a stand-in guest only what is the shim's alone does.
    func judges(_ key: TimingKey) -> Bool {
        !isBeforeStandin(key.cell) || Measure.isOfShimAlone(key.measure)
    }

    /// Whether a guest without a VM stands behind a contender of a cell.
    func isBeforeStandin(_ name: String) -> Bool {
        guard let cell = cells.first(where: { $0.name == name }) else { return false }
        let contenders = knownContenders
        return [cell.baseline, cell.candidate].contains { contenders[$0]?.isBeforeStandin == true }
    }
}
