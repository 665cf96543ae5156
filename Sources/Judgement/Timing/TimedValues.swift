import Facets
import Foundation
import Policies
import Statistics

/// How much longer, or more, each measure is on the candidate: over interleaved rounds, which are the blocks.
///
/// A block's value is the shift of the logarithms between its sides; over blocks the exact signed-rank interval. Nothing
/// gates yet: no policy names gating measures, so the answer is `shown`, or `inconclusive` where timing is required.
func timings(_ input: JudgementInput) -> [Timing] {
    struct Key: Hashable {
        var cell: String
        var scenario: String
        var measure: String
    }
    var samples: [Key: Samples] = [:]
    for trial in input.trials where trial.round >= 0 && trial.isTimed && trial.outcome == .recorded {
        guard let side = Side(rawValue: trial.role) else { continue }
        for measure in trial.measures where measure.value.isFinite && measure.value > 0 {
            let key = Key(cell: trial.cell, scenario: trial.scenario, measure: measure.name)
            samples[key, default: Samples(unit: measure.unit)].add(measure, side, round: trial.round)
        }
    }
    let isRequired = input.policy.requires.contains(Aspect.timing.rawValue)
    return samples.sorted { a, b in
        (a.key.cell, a.key.scenario, a.key.measure) < (b.key.cell, b.key.scenario, b.key.measure)
    }.compactMap { key, samples in
        guard let result = samples.compared else { return nil }
        return Timing(
            cell: key.cell, scenario: key.scenario, measure: key.measure, gating: false,
            ratio: sixDigits(exp(result.place.estimate)), low: sixDigits(exp(result.place.low)),
            high: sixDigits(exp(result.place.high)), floor: input.policy.floor,
            answer: isRequired ? "inconclusive" : "shown", blocks: result.place.count, blocksNeeded: nil,
            minimumDetectable: result.detectable.map(sixDigits), baselineMedian: sixDigits(result.baseline),
            candidateMedian: sixDigits(result.candidate), unit: samples.unit.rawValue)
    }
}

/// The values of one measure in one scenario and cell, by side and round.
private struct Samples {
    var unit: MeasureUnit
    private var values: [Side: [Int: [Double]]] = [:]

    init(unit: MeasureUnit) {
        self.unit = unit
    }

    mutating func add(_ measure: Measure, _ side: Side, round: Int) {
        guard measure.unit == unit else { return }
        values[side, default: [:]][round, default: []].append(measure.value)
    }

    /// Nil if no round has both sides.
    var compared: (place: SignedRank, baseline: Double, candidate: Double, detectable: Double?)? {
        let (old, new) = (values[.baseline] ?? [:], values[.candidate] ?? [:])
        let blocks = Set(old.keys).intersection(new.keys).sorted().compactMap { round in
            hodgesLehmannShift(from: (old[round] ?? []).map { log($0) }, to: (new[round] ?? []).map { log($0) })
        }
        guard let place = signedRank(blocks),
            let baseline = median(old.values.flatMap { $0 }), let candidate = median(new.values.flatMap { $0 })
        else { return nil }
        return (place, baseline, candidate, leastDetectable(blocks))
    }
}

/// The least relative change that so many blocks would show in four of five runs at the error 0.005; nil for fewer than
/// two, which tell no noise.
///
/// The signed-rank test needs a share 3/π more blocks than the normal theory that this goes by (Pitman).
private func leastDetectable(_ blocks: [Double]) -> Double? {
    guard blocks.count > 1 else { return nil }
    let n = Double(blocks.count)
    let mean = blocks.reduce(0, +) / n
    let variance = blocks.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    // 2.807 and 0.842: the normal quantiles of 1 - 0.005/2 and 0.8.
    return exp((2.807 + 0.842) * (variance / n * .pi / 3).squareRoot()) - 1
}
