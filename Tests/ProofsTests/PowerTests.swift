import Foundation
import Judgement
import Statistics
import Testing

@testable import Proofs

@Suite("Power curves from recorded blocks")
struct PowerTests {
    private static let bounds = TimingBounds(floor: log(1.03), margin: log(1.05))

    /// Lognormal times with a spread, the candidate slower by some percent, blocks drifting.
    private func pairs(_ percent: Int, spread: Double = 0.15, blocks: Int = 40, eachSide: Int = 20, seed: UInt64)
        -> BlockPairs
    {
        var random = Random(seed: seed, for: "pairs")
        func normal() -> Double {
            (0..<12).reduce(0) { sum, _ in sum + random.unit() } - 6
        }
        return BlockPairs(
            measure: "start", percent: percent,
            blocks: (0..<blocks).map { block in
                let drift = 0.3 * sin(Double(block) / 9)
                func side(_ shift: Double) -> [Double] {
                    (0..<eachSide).map { _ in drift + shift + spread * normal() }
                }
                return .init(baseline: side(0), candidate: side(log1p(Double(percent) / 100)))
            })
    }

    private func curve(_ pairs: BlockPairs, seed: UInt64 = 5) -> [PowerPoint] {
        powerCurve(
            pairs, of: "time/all", blocks: [16, 28, 40], error: 0.005, comparisons: 5, Self.bounds, resamplings: 200,
            seed: seed)
    }

    @Test("a slow-down well above the floor is caught, more often with more blocks, and never called none")
    func caught() {
        let points = curve(pairs(8, seed: 3))
        #expect(points.map(\.blocks) == [16, 28, 40] && points.allSatisfy { $0.caught.of == 200 })
        #expect(points[2].caught.hits >= 190, "\(points)")
        #expect(points[0].caught.hits <= points[1].caught.hits && points[1].caught.hits <= points[2].caught.hits)
        #expect(points.allSatisfy { $0.calledEqual.hits == 0 })
        #expect(abs(points[0].shown - 1.08) < 0.02)
    }

    @Test("equal sides are hardly ever told apart, and are called equal", arguments: 0..<4 as Range<UInt64>)
    func equal(_ seed: UInt64) {
        let points = curve(pairs(0, spread: 0.05, seed: seed))
        #expect(points.allSatisfy { $0.caught.hits <= 2 }, "\(points)")
        #expect(points[2].calledEqual.hits >= 190, "\(points)")
    }

    @Test("noise takes power away, and what is below the floor is not called slower")
    func noise() {
        #expect(curve(pairs(8, spread: 0.8, seed: 3))[2].caught.hits < 100)
        #expect(curve(pairs(2, spread: 0.02, seed: 3))[2].caught.hits < 10)
    }

    @Test("the same seed gives the same curve, another not")
    func seeded() {
        let pairs = pairs(5, seed: 9)
        #expect(curve(pairs) == curve(pairs))
        #expect(curve(pairs) != curve(pairs, seed: 6))
    }

    @Test("blocks that one side lacks are left out; none give no curve")
    func missing() {
        let recorded = RecordedBlocks(
            cell: "c", scenario: "s", measure: "start",
            values: ["baseline": [0: [1, 2], 1: [1]], "candidate": [1: [2], 2: [3]]])
        #expect(BlockPairs(recorded, percent: 3).blocks == [.init(baseline: [1], candidate: [2])])
        #expect(curve(BlockPairs(measure: "start", percent: 3, blocks: [])) == [])
    }
}
