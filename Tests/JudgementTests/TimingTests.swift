import Facets
import Foundation
import Statistics
import Testing

@testable import Judgement

@Suite("Timings")
struct TimingTests {
    static func stage(rounds: Int, factor: Double) -> Stage {
        var stage = Stage()
        var random = Random(6)
        for round in 0..<rounds {
            let drift = 1 + Double(round) / 10
            for side in Side.allCases {
                let value = 1e6 * drift * (1 + random.unit() / 50) * (side == .candidate ? factor : 1)
                stage.add(
                    side, round: round,
                    measures: [
                        Measure(name: "pod-ready", value: value, unit: .nanoseconds),
                        Measure(name: "never", value: .nan, unit: .nanoseconds),
                    ])
            }
        }
        return stage
    }

    @Test("the ratio is found through drift, with an interval that holds it")
    func ratio() throws {
        let timings = Self.stage(rounds: 12, factor: 1.2).judged().timings
        let timing = try #require(timings.first)
        #expect(timings.count == 1)
        #expect(timing.measure == "pod-ready" && timing.blocks == 12 && timing.unit == "nanoseconds")
        #expect(timing.low < 1.2)
        #expect(1.2 < timing.high)
        #expect(timing.low > 1.17)
        #expect(timing.high < 1.23)
        #expect(timing.answer == "shown" && !timing.gating)
        let detectable = try #require(timing.minimumDetectable)
        #expect(detectable < 0.05)
    }

    @Test("turned sides turn the ratio")
    func mirror() throws {
        let stage = Self.stage(rounds: 8, factor: 1.3)
        let (a, b) = (
            try #require(stage.judged().timings.first), try #require(stage.mirrored.judged().timings.first)
        )
        #expect(abs(a.ratio * b.ratio - 1) < 1e-4)
        #expect(abs(a.low * b.high - 1) < 1e-4)
        #expect(a.baselineMedian == b.candidateMedian)
    }

    @Test("fresh trials, and rounds with one side, are no blocks")
    func blocks() {
        var stage = Self.stage(rounds: 3, factor: 1)
        let measure = Measure(name: "pod-ready", value: 5, unit: .nanoseconds)
        stage.add(.baseline, round: -1, measures: [measure])
        stage.add(.candidate, round: -1, measures: [measure])
        stage.add(.baseline, round: 9, measures: [measure])
        #expect(stage.judged().timings.first?.blocks == 3)
    }

    @Test("one block tells no noise")
    func one() throws {
        let timing = try #require(Self.stage(rounds: 1, factor: 2).judged().timings.first)
        #expect(timing.minimumDetectable == nil && timing.low == timing.high)
    }

    @Test("numbers have six digits")
    func digits() throws {
        let timing = try #require(Self.stage(rounds: 7, factor: 1.1).judged().timings.first)
        for number in [timing.ratio, timing.low, timing.high] {
            #expect("\(number)".count <= 8)
        }
    }
}
