import Foundation
import Statistics
import Testing

@testable import Judgement

/// Simulations of what blocks come to, seeded: how often equal sides are told apart, and how often unequal ones are.
@Suite("Rates of timing")
struct TimingRateTests {
    private static let runs = 600

    /// The decision of one run's blocks, the candidate slower by a ratio.
    private func decision(
        _ noise: Noise, slower: Double, eachSide: Int, looks: [Look], _ bounds: TimingBounds, _ random: inout Random
    ) -> Decision? {
        var spell = 0.0
        var shifts: [Int: Double] = [:]
        let blocks = looks.last?.blocks ?? 0
        let trials = Double(2 * eachSide * blocks)
        for block in 0..<blocks {
            var values: [[Double]] = [[], []]
            let sides = [0, 1].flatMap { Array(repeating: $0, count: eachSide) }.shuffled(using: &random)
            for (place, side) in sides.enumerated() {
                let at = Double(block * 2 * eachSide + place) / trials
                values[side].append(
                    noise.value(at: at, spell: &spell, &random) + (side == 1 ? log(slower) : 0))
            }
            shifts[block] = hodgesLehmannShift(from: values[0], to: values[1])
        }
        return decide(shifts, asked: blocks, looks: looks, bounds)
    }

    /// The floor is put aside: it would hide alarms. At one in twenty, 30 of 600 are due at most; 4 deviations of 5.3.
    @Test("equal sides are told apart no more often than the error, whatever the noise", arguments: Noise.allCases)
    func alarms(_ noise: Noise) {
        var random = Random(seed: 11, for: noise.rawValue)
        let looks = Look.all(error: 0.05, comparisons: 1)
        let bounds = TimingBounds(floor: 1e-9, margin: 1e-6)
        let alarms = (0..<Self.runs).count { _ in
            let answer = decision(noise, slower: 1, eachSide: 3, looks: looks, bounds, &random)?.answer
            return answer == .regression || answer == .improvement
        }
        #expect(alarms <= 52, "\(alarms) of \(Self.runs)")
        // A test that never rejects would pass the line above; the looks spend nearly all of what they have.
        #expect(alarms >= 6, "\(alarms) of \(Self.runs)")
    }

    @Test("a candidate at the margin is not called not slower more often than the error", arguments: Noise.allCases)
    func notSlower(_ noise: Noise) {
        var random = Random(seed: 12, for: noise.rawValue)
        let looks = Look.all(error: 0.05, comparisons: 1)
        // A floor above all estimates: the question is only whether it may be called not slower.
        let bounds = TimingBounds(floor: 9, margin: log(1.1))
        let wrong = (0..<Self.runs).count { _ in
            let answer = decision(noise, slower: 1.1, eachSide: 3, looks: looks, bounds, &random)?.answer
            return answer == .notSlower || answer == .equivalent
        }
        // The upper bound alone decides it: half of the error, 15 of 600; 4 deviations of 3.8.
        #expect(wrong <= 30, "\(wrong) of \(Self.runs)")
    }

    /// The plan is made from one trial's spread; the power declared is 0.8 at the last look, 480 of 600.
    @Test("what the plan says it shows is shown in four of five runs", arguments: [Noise.independent, .drifting])
    func power(_ noise: Noise) throws {
        var random = Random(seed: 13, for: noise.rawValue)
        let looks = Look.all(error: 0.005, comparisons: 2)
        let spread = 0.18 * 2.0.squareRoot()
        let plan = try #require(
            BlockNeed(spread: spread, effect: log(1.1), looks: looks).plan(atMost: .max))
        // First the detection alone; then, at the margin, beside the answer that it is not slower.
        for (slower, margin) in [(exp(plan.detectable), -9), (1.1, log(1.1))] {
            let bounds = TimingBounds(floor: log(1.03), margin: margin)
            let seen = (0..<Self.runs).count { _ in
                decision(noise, slower: slower, eachSide: plan.eachSide, looks: looks, bounds, &random)?.answer
                    == .regression
            }
            #expect(seen >= 460, "\(seen) of \(Self.runs) at \(slower)")
        }
    }

    @Test("shuffled labels of equal sides alarm no more often than the error", arguments: Noise.allCases)
    func relabelling(_ noise: Noise) throws {
        var random = Random(seed: 14, for: noise.rawValue)
        var spell = 0.0
        var blocks: [String: [Int: [Double]]] = [:]
        for block in 0..<40 {
            for _ in 0..<5 {
                for role in ["baseline", "copy"].shuffled(using: &random) {
                    let value = noise.value(at: Double(block) / 40, spell: &spell, &random)
                    blocks[role, default: [:]][block, default: []].append(value)
                }
            }
        }
        let rate = try #require(
            alarmRate(
                [RelabelledComparison(blocks: blocks, asked: 40)], looks: Look.all(error: 0.05, comparisons: 1),
                TimingBounds(floor: 1e-9, margin: 1e-6), relabellings: 400, seed: 3))
        // 20 are due at most; 4 deviations of 4.4.
        #expect(rate.alarms <= 38, "\(rate.alarms)")
        #expect(rate.bound > Double(rate.alarms) / 400)
    }

    @Test("a side that really is slower is found by its labels, not by shuffled ones")
    func labels() throws {
        var random = Random(15)
        var blocks: [String: [Int: [Double]]] = [:]
        for block in 0..<40 {
            for role in ["baseline", "copy"] {
                blocks[role, default: [:]][block] = (0..<5).map { _ in
                    0.1 * random.normal() + (role == "copy" ? 0.2 : 0)
                }
            }
        }
        let looks = Look.all(error: 0.005, comparisons: 1)
        let rate = try #require(
            alarmRate(
                [RelabelledComparison(blocks: blocks, asked: 40)], looks: looks,
                TimingBounds(floor: log(1.03), margin: log(1.1)), relabellings: 400, seed: 3))
        #expect(rate.alarms <= 8)
        #expect(alarmRate([], looks: looks, TimingBounds(floor: 0, margin: 1), seed: 1) == nil)
    }
}
