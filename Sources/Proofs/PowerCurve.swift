package import Judgement
import Statistics

/// How often each answer was given to a slow-down, over resampled runs.
package struct PowerPoint: Sendable, Hashable, Codable {
    package var fault: String
    /// The measure that is slower: a phase, or `whole`.
    package var measure: String
    /// By how many percent the understudy made it slower.
    package var percent: Int
    /// The last look's blocks.
    package var blocks: Int
    /// Trials a side in a block.
    package var eachSide: Int
    /// What the recorded blocks themselves show, as a ratio, six digits: it need not be what was planted.
    package var shown: Double
    /// Resampled runs that were answered `regression`.
    package var caught: ProofRate
    /// Those that were answered `equivalent`, `not-slower` or `improvement`: wrong where the slow-down exceeds the margin.
    package var calledEqual: ProofRate
}

/// The blocks of one measure on two sides, ready to be drawn from.
package struct BlockPairs: Sendable, Hashable {
    package var measure: String
    package var percent: Int
    /// Logarithms of each block, in the order of their numbers.
    package var blocks: [Pair]

    package struct Pair: Sendable, Hashable {
        package var baseline: [Double]
        package var candidate: [Double]

        package init(baseline: [Double], candidate: [Double]) {
            self.baseline = baseline
            self.candidate = candidate
        }
    }

    package init(measure: String, percent: Int, blocks: [Pair]) {
        self.measure = measure
        self.percent = percent
        self.blocks = blocks
    }

    /// The blocks that both sides have values in.
    package init(_ recorded: RecordedBlocks, percent: Int) {
        let (old, new) = (recorded.values["baseline"] ?? [:], recorded.values["candidate"] ?? [:])
        self.init(
            measure: recorded.measure, percent: percent,
            blocks: old.sorted { $0.key < $1.key }.compactMap { number, values in
                new[number].map { Pair(baseline: values, candidate: $0) }
            })
    }

    /// A block as another run might have had it: one of those recorded, with values of each side drawn from its own.
    func drawn(using random: inout SeededGenerator) -> Double? {
        guard !blocks.isEmpty else { return nil }
        let pair = blocks[Int.random(in: 0..<blocks.count, using: &random)]
        func draw(_ values: [Double]) -> [Double] {
            values.indices.map { _ in values[Int.random(in: 0..<values.count, using: &random)] }
        }
        let baseline = draw(pair.baseline)
        return hodgesLehmannShift(from: baseline, to: draw(pair.candidate))
    }
}

/// How often recorded slow-downs would be caught by so many blocks: each resampled run draws blocks, and trials in them,
/// from those recorded, with replacement, and is answered by the judge's own looks.
///
/// - Parameters:
///   - comparisons: How many measures are judged together: they share the error.
///   - resamplings: Runs that are drawn; one run gives an answer at every number of blocks.
package func powerCurve(
    _ pairs: BlockPairs, of fault: String, blocks: [Int], error: Double, comparisons: Int, _ bounds: TimingBounds,
    resamplings: Int, seed: UInt64
) -> [PowerPoint] {
    guard !pairs.blocks.isEmpty, let most = blocks.max() else { return [] }
    let looks = Look.all(error: error, comparisons: comparisons)
    var random = SeededGenerator(seed: seed, for: "power \(fault) \(pairs.measure) \(pairs.percent)")
    var caught = [Int: Int](), equal = [Int: Int]()
    for _ in 0..<resamplings {
        var shifts: [Int: Double] = [:]
        for block in 0..<most { shifts[block] = pairs.drawn(using: &random) }
        for count in blocks {
            let reached = looks.filter { $0.blocks <= count }
            switch decide(shifts.filter { $0.key < count }, asked: count, looks: reached, bounds)?.answer {
            case .regression: caught[count, default: 0] += 1
            case .equivalent, .notSlower, .improvement: equal[count, default: 0] += 1
            case .inconclusive, .shown, nil: break
            }
        }
    }
    let own = pairs.blocks.compactMap { hodgesLehmannShift(from: $0.baseline, to: $0.candidate) }
    return blocks.map { count in
        PowerPoint(
            fault: fault, measure: pairs.measure, percent: pairs.percent, blocks: count,
            eachSide: pairs.blocks[0].candidate.count, shown: ratio(own),
            caught: ProofRate(caught[count] ?? 0, of: resamplings),
            calledEqual: ProofRate(equal[count] ?? 0, of: resamplings))
    }
}
