import Judgement
import Statistics
import Testing

@testable import Proofs

@Suite("Rates of a proof")
struct RateTests {
    @Test(
        "a rate is told with its bound, never as a bare zero or one",
        arguments: [
            (0, 300, "0 of 300: below 1 %"), (0, 10, "0 of 10: below 25.9 %"), (80, 80, "80 of 80: at least 96.3 %"),
            (1, 1, "1 of 1: at least 5 %"), (3, 300, "3 of 300: 1 %, between 0.2 % and 2.9 %"),
            (0, 0, "none was made, so nothing is known"),
        ])
    func words(_ hits: Int, _ trials: Int, _ words: String) {
        #expect(ProofRate(hits, of: trials).words == words)
    }

    /// The exact bound: at the rate told, so few hits come in one of twenty series.
    @Test("the bounds hold what they promise", arguments: 0..<40)
    func bounds(_ seed: UInt64) {
        var random = Random(seed: seed, for: "bounds")
        let trials = Int.random(in: 1...400, using: &random)
        let hits = Int.random(in: 0...trials, using: &random)
        let rate = ProofRate(hits, of: trials)
        let share = Double(hits) / Double(trials)
        #expect(rate.low <= share && share <= rate.high && rate.atLeast <= share && share <= rate.bound)
        #expect(rate.bound <= rate.high + 1e-6 && rate.atLeast >= rate.low - 1e-6)
        #expect((0...1).contains(rate.low) && (0...1).contains(rate.high))
    }

    @Test("runs without a fault count alarms, what was seen once, and what could not be compared apart")
    func faultFree() {
        var free = FaultFree(over: "tier pr")
        free.add(.sample([]), run: "a", trials: 10)
        free.add(.sample([.sample()]), run: "b", trials: 20)
        free.add(.sample([.sample("x/y", .notSeenAgain), .sample("x/z", .sharedDefect)]), run: "c", trials: 30)
        free.add(.sample([], facets: 0), run: "d", trials: 40)
        #expect(free.runs == 3 && free.trials == 60 && free.unfit == 1)
        #expect(free.alarms.map(\.run) == ["b"] && free.seenOnce.map(\.run) == ["c"])
        #expect(free.rate == ProofRate(1, of: 3))
    }
}
