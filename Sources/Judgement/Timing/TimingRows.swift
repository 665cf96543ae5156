import Facets
import Foundation
import Policies
import Statistics

// What is told of each measure.
extension TimingHearing {
    func gated(
        _ key: TimingKey, _ values: TimedValues, _ decision: Decision?, explainedBy phases: [Timing]
    ) -> Timing? {
        guard let decision else {
            var row = shown(key, values)
            row?.gating = true
            row?.answer = TimingAnswer.inconclusive.rawValue
            row?.blocks = 0
            row?.blocksNeeded = looks.first?.blocks
            return row
        }
        var row = row(key, values, decision, against: Side.candidate.rawValue)
        if [TimingAnswer.regression, .improvement].contains(decision.answer) {
            row.explainedBy = phases.filter {
                $0.cell == key.cell && $0.scenario == key.scenario && $0.answer == decision.answer.rawValue
            }.map(\.measure)
        }
        return row
    }

    func row(
        _ key: TimingKey, _ values: TimedValues, _ decision: Decision, against role: String
    ) -> Timing {
        var row = Timing(
            key, values, decision.place, against: role, answer: decision.answer, floor: input.policy.floor,
            detectable: decision.detectable)
        row.gating = true
        if decision.answer == .inconclusive, let last = looks.last {
            row.blocksNeeded = blocksNeeded(decision, last: last, planner.bounds)
        }
        return row
    }

    /// What no gate is about, in a scenario and cell that has blocks: answered with few false discoveries.
    ///
    /// - Parameter measures: All of one scenario and cell, in their order.
    func explanations(_ measures: [(key: TimingKey, value: TimedValues)]) -> [TimingKey: Timing] {
        guard let first = looks.first, let place = measures.first?.key.place, asked[place] ?? 0 >= first.blocks else {
            return [:]
        }
        let placed = measures.filter { gates[$0.key] == nil && input.judges($0.key) }.compactMap {
            key, values -> (TimingKey, TimedValues, SignedRank)? in
            let shifts = values.shifts(to: Side.candidate.rawValue).sorted { $0.key < $1.key }.map(\.value)
            return signedRank(shifts).map { (key, values, $0) }
        }
        let rates = falseDiscoveryRates(placed.map(\.2.p))
        return zip(placed, rates).reduce(into: [:]) { all, one in
            let ((key, values, place), rate) = one
            var answer = planner.bounds.answer(place)
            // An interval of its own may leave out no change where the whole of the phases does not.
            if rate > Self.falseDiscoveries, answer == .regression || answer == .improvement { answer = .inconclusive }
            let error = (place.high - place.low) / 2 / rankQuantile(error: 0.05, count: place.count)
            let decision = Decision(
                answer: answer, place: place, look: Look(blocks: place.count, error: 0.05), standardError: error)
            var row = Timing(
                key, values, place, against: Side.candidate.rawValue, answer: answer, floor: input.policy.floor,
                detectable: decision.detectable)
            if answer == .inconclusive {
                row.blocksNeeded = blocksNeeded(decision, last: decision.look, planner.bounds)
            }
            all[key] = row
        }
    }

    /// What share of the phases that are told slower or faster may be so by chance.
    private static let falseDiscoveries = 0.05

    /// What is told without an answer: over rounds, each a block of one trial a side.
    func shown(_ key: TimingKey, _ values: TimedValues) -> Timing? {
        let own = values.roundShifts(to: Side.candidate.rawValue)
        let shifts = own.isEmpty ? values.shifts(to: Side.candidate.rawValue) : own
        let ordered = shifts.sorted { $0.key < $1.key }.map(\.value)
        guard let place = signedRank(ordered) else { return nil }
        let spread = standardDeviation(ordered)
        let isRequired =
            input.judges(key) && input.policy.requires.contains(Aspect.timing.rawValue) && input.policy.gates.isEmpty
        return Timing(
            key, values, place, against: Side.candidate.rawValue, answer: isRequired ? .inconclusive : .shown,
            floor: input.policy.floor,
            detectable: spread.map { Power(error: 0.005).leastEffect(spread: $0, blocks: ordered.count) })
    }
}

/// The standard deviation; nil for fewer than two values.
private func standardDeviation(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
}

extension Timing {
    /// A row with rounded numbers, of logarithms.
    fileprivate init(
        _ key: TimingKey, _ values: TimedValues, _ place: SignedRank, against role: String, answer: TimingAnswer,
        floor: Double, detectable: Double?
    ) {
        let (old, new) = (values.all(Side.baseline.rawValue), values.all(role))
        self.init(
            cell: key.cell, scenario: key.scenario, measure: key.measure, gating: false,
            ratio: sixDigits(exp(place.estimate)), low: sixDigits(exp(place.low)), high: sixDigits(exp(place.high)),
            floor: floor, answer: answer.rawValue, blocks: place.count, blocksNeeded: nil,
            minimumDetectable: detectable.map { sixDigits(expm1($0)) },
            baselineMedian: sixDigits(median(old) ?? .nan), candidateMedian: sixDigits(median(new) ?? .nan),
            unit: values.unit.rawValue)
        baselineShape = TimingShape(old)
        candidateShape = TimingShape(new)
    }
}
