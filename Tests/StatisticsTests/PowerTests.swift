import Foundation
import Testing

@testable import Statistics

@Suite("Power, looks and plans")
struct PowerTests {
    /// From tables of the normal distribution.
    @Test(
        "quantiles of the normal distribution",
        arguments: [
            (0.5, 0), (0.975, 1.959963984540054), (0.8, 0.8416212335729143), (0.9975, 2.807033768343811),
            (0.0001, -3.719016485455709), (1e-12, -7.034483825301132),
        ])
    func quantiles(_ at: Double, _ value: Double) {
        #expect(abs(normalQuantile(at) - value) < 1e-9)
        #expect(abs(normalShare(below: value) - at) < 1e-12)
    }

    @Test("the ends of the normal distribution are infinitely far")
    func ends() {
        #expect(normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity)
    }

    @Test("looks spend a tenth, three and six tenths of the error, over all comparisons")
    func looks() {
        let looks = Look.all(error: 0.005, comparisons: 2)
        #expect(looks.map(\.blocks) == [16, 28, 40])
        for (look, error) in zip(looks, [0.00025, 0.00075, 0.0015]) { #expect(close(look.error, error)) }
        #expect(close(Look.all(error: 0.005, comparisons: 8).reduce(0) { $0 + $1.error }, 0.005 / 8))
        // The exact test of sixteen blocks reaches what the first look of eight comparisons leaves it.
        #expect(2 / Double(1 << 16) < Look.all(error: 0.005, comparisons: 8)[0].error)
    }

    @Test("the effect that so many blocks show takes so many blocks", arguments: [0.05, 0.2, 0.7])
    func blocks(_ spread: Double) throws {
        let power = Power(error: 0.003)
        for blocks in [10, 40, 400] {
            let effect = power.leastEffect(spread: spread, blocks: blocks)
            #expect(power.blocks(spread: spread, effect: effect * 1.000001) == blocks)
        }
        #expect(power.blocks(spread: spread, effect: 0) == nil)
        #expect(power.blocks(spread: spread, effect: 1e-9) == nil)
    }

    /// The declared power, against 2000 exact tests of normal blocks a case: 0.8, give or take what the approximation is off.
    @Test("the exact test has the power that is declared", arguments: [(16, 0.00025), (28, 0.00075), (40, 0.0015)])
    func declared(_ blocks: Int, _ error: Double) throws {
        var random = SeededGenerator(seed: UInt64(blocks))
        let effect = Power(error: error).leastEffect(spread: 1, blocks: blocks)
        var seen = 0
        for _ in 0..<2000 {
            let values = (0..<blocks).map { _ in effect + random.normal() }
            if try #require(signedRank(values)).p <= error { seen += 1 }
        }
        #expect((0.75...0.86).contains(Double(seen) / 2000), "\(seen)")
    }

    /// From scipy 1.17.1 (`t.ppf`).
    @Test(
        "quantiles of Student's distribution",
        arguments: [
            (0.999875, 15, 4.76606172), (0.999625, 27, 3.79970401), (0.99925, 39, 3.41549862), (0.975, 5, 2.57058183),
        ])
    func student(_ at: Double, _ freedom: Int, _ value: Double) {
        #expect(abs(studentQuantile(at, freedom: freedom) - value) < 0.01)
    }

    @Test("a plan shows its effect, and one trial fewer a side would not")
    func plans() throws {
        let looks = Look.all(error: 0.005, comparisons: 2)
        let least = BlockNeed(spread: 0.65, effect: log(1.1), looks: looks)
        #expect(least.plan(atMost: .max) == least.plans.first)
        for spread in [0.02, 0.1, 0.25] {
            let need = BlockNeed(spread: spread, effect: log(1.1), looks: looks)
            let plan = try #require(need.plan(atMost: .max))
            #expect(plan.blocks == 40 && plan.detectable <= need.effect)
            #expect(need.plan(eachSide: plan.eachSide, look: looks[1]).detectable <= need.effect)
            if plan.eachSide > 3 {
                #expect(need.plan(eachSide: plan.eachSide - 1, look: looks[1]).detectable > need.effect)
            }
            // The fewest trials that do: no more are needed, one fewer do not.
            let least = try #require(need.plans.first)
            #expect(need.plan(atMost: least.trials)?.trials == least.trials)
            #expect(need.plan(atMost: least.trials - 1) == nil)
        }
        #expect(BlockNeed(spread: 9, effect: log(1.1), looks: looks).plan(atMost: .max) == nil)
    }

    @Test("one value in ten that is far off moves the robust spread little")
    func spread() {
        var random = SeededGenerator(seed: 3)
        let values = (0..<400).map { _ in random.normal() }
        let stalled = values.enumerated().map { $0.offset % 10 == 0 ? $0.element + 100 : $0.element }
        #expect(abs(robustSpread(values) - 1) < 0.12)
        #expect(abs(robustSpread(stalled) - 1) < 0.3)
        #expect(robustSpread([1]) == 0)
    }
}

extension SeededGenerator {
    /// A normal number (Box and Muller, 1958).
    mutating func normal() -> Double {
        (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
    }
}
