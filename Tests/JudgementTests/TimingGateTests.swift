import Foundation
import Policies
import Statistics
import Testing

@testable import Judgement

/// Whole runs, from the first rounds to the verdict, with what the judge asks for carried out.
@Suite("Gates of timing")
struct TimingGateTests {
    private func gate(_ judged: Judged) throws -> Timing {
        let gates = judged.timings.filter(\.gating)
        #expect(gates.count == 1)
        return try #require(gates.first)
    }

    @Test("a clear slow-down is a regression at the first look, and a phase explains it")
    func slow() throws {
        let (judged, input) = SimulatedRun(slower: 1.5, seed: 1).carriedOut()
        let gate = try gate(judged)
        #expect(judged.verdict == .regression && judged.exit == 1 && judged.verdicts[.timing] == .regression)
        #expect(gate.answer == "regression" && gate.blocks == 16 && gate.ratio > 1.4 && gate.low > 1)
        #expect(gate.explainedBy == ["start"])
        // Of the phases the one that moved is told, the other is not, and none gates.
        let phases = judged.timings.filter { !$0.gating }
        #expect(phases.map(\.measure) == ["delete", "start"] && phases[1].answer == "regression")
        #expect(["equivalent", "inconclusive", "not-slower"].contains(phases[0].answer))
        #expect(Set(input.trials.compactMap(\.block)) == Set(0..<16))
        let alarms = try #require(judged.timing.alarms)
        #expect(alarms.relabellings == 1000 && alarms.alarms <= 12)
    }

    @Test("equal sides pass, and turned sides are faster")
    func equal() throws {
        let (judged, _) = SimulatedRun(seed: 2).carriedOut()
        #expect(judged.verdict == .pass && judged.exit == 0)
        #expect(["equivalent", "not-slower"].contains(try gate(judged).answer))
        let (faster, _) = SimulatedRun(slower: 0.6, seed: 3).carriedOut()
        #expect(faster.verdict == .pass)
        #expect(try gate(faster).answer == "improvement")
    }

    @Test("an unclear case runs on to the last look, and says how many blocks would decide it")
    func unclear() throws {
        // Between equal and the margin, with the fewest trials: neither can be shown.
        var seen: [String: Int] = [:]
        for seed in 0..<6 as Range<UInt64> {
            let (judged, input) = SimulatedRun(slower: 1.065, seed: seed).carriedOut()
            let gate = try gate(judged)
            seen[gate.answer, default: 0] += 1
            guard gate.answer == "inconclusive" else { continue }
            // Where the blocks vary so much that even the last look would not tell, it is the host.
            let isUnfit = judged.timing.reasons.contains { $0.contains("unfit") }
            #expect(judged.verdict == (isUnfit ? .unfit : .inconclusive))
            #expect(input.trials.compactMap(\.block).max() == 39)
            #expect(try #require(gate.blocksNeeded) > 40)
        }
        #expect(seen["inconclusive"] ?? 0 >= 1, "\(seen)")
    }

    @Test("a copy that differs makes the host unfit, whatever the candidate does")
    func unfit() throws {
        let (judged, _) = SimulatedRun(slower: 1.5, copySlower: 1.5, seed: 4).carriedOut()
        #expect(judged.verdict == .unfit && judged.exit == 3)
        #expect(judged.timing.copies.map(\.answer) == ["regression"])
        #expect(judged.timing.reasons.contains { $0.contains("a copy of the baseline is told regression") })
    }

    /// At one in twenty, 10 of 200 are due at most; 4 deviations of 3.1.
    @Test("whole runs of equal sides alarm no more often than the error")
    func alarms() {
        var alarms = 0
        for seed in 0..<200 as Range<UInt64> {
            var run = SimulatedRun(seed: seed, hasCopy: false)
            run.policy.error = 0.05
            let answers = run.carriedOut().judged.timings.filter(\.gating).map(\.answer)
            if answers.contains("regression") || answers.contains("improvement") { alarms += 1 }
        }
        #expect(alarms <= 22, "\(alarms)")
    }

    @Test("without a copy nothing passes")
    func noCopy() {
        let (judged, _) = SimulatedRun(seed: 22, hasCopy: false).carriedOut()
        #expect(judged.verdict == .inconclusive)
        #expect(judged.timing.reasons.contains { $0.contains("no copy") })
        #expect(judged.timing.alarms == nil)
    }

    @Test("noise that no number of trials overcomes is told before a block is asked for")
    func noisy() throws {
        var run = SimulatedRun(seed: 5)
        run.policy.margin = 0.005
        run.policy.floor = 0.004
        let (judged, input) = run.carriedOut()
        #expect(judged.verdict == .unfit && judged.exit == 3)
        #expect(input.trials.allSatisfy { $0.block == nil })
        let plan = try #require(judged.timing.plan)
        #expect(plan.refusal == .noise && plan.detectable > 0.005)
        #expect(plan.text.contains("needs a quieter host"))
    }

    @Test("a budget that does not reach is refused with what would, and what would do does")
    func budget() throws {
        var run = SimulatedRun(seed: 6, budgetNanoseconds: 5_000_000_000)
        let (judged, input) = run.carriedOut()
        #expect(judged.verdict == .inconclusive && input.trials.allSatisfy { $0.block == nil })
        guard case .budget(let needs)? = judged.timing.plan?.refusal else {
            Issue.record("\(String(describing: judged.timing.plan))")
            return
        }
        run.budgetNanoseconds = needs
        let (second, more) = run.carriedOut()
        #expect(second.timing.plan?.refusal == nil)
        let blocks = more.trials.filter { $0.block != nil }
        #expect(!blocks.isEmpty && UInt64(blocks.count) * run.trial <= needs)
        run.budgetNanoseconds = needs - run.trial
        #expect(run.carriedOut().judged.timing.plan?.refusal != nil)
    }

    @Test("a limit below the first look asks for nothing and says so; a higher one bounds the looks")
    func limit() throws {
        let (judged, input) = SimulatedRun(seed: 7, blockLimit: 3).carriedOut()
        #expect(judged.verdict == .inconclusive && input.trials.allSatisfy { $0.block == nil })
        #expect(judged.timing.plan?.refusal == .blocks(limit: 3))
        let (other, more) = SimulatedRun(slower: 1.065, seed: 7, blockLimit: 30).carriedOut()
        #expect(more.trials.compactMap(\.block).max() ?? 0 <= 27)
        #expect(other.timing.plan?.blocks == 28)
    }

    @Test("where more blocks than the user allows would do, they are what is missing, and not a quieter host")
    func limitedByUser() throws {
        // Down to a margin for which the first look is not enough.
        let found = (1...20).lazy.map { step -> (Judged, Judged) in
            var run = SimulatedRun(seed: 9)
            run.policy.margin = 0.1 * pow(0.9, Double(step))
            let free = run.carriedOut().judged
            run.blockLimit = 16
            return (free, run.carriedOut().judged)
        }.first { free, limited in free.timing.plan?.refusal == nil && limited.timing.plan?.refusal != nil }
        let (free, limited) = try #require(found)
        #expect(limited.timing.plan?.refusal == .blocks(limit: 16))
        #expect(limited.verdicts[.timing] == .inconclusive && free.verdicts[.timing] != .unfit)
        #expect(limited.timing.plan?.text.contains("--rounds allows 16") == true)
        #expect(limited.timing.plan?.blocks ?? 0 > 16)
    }

    @Test("timing that no policy requires is told and does not decide")
    func shown() throws {
        var run = SimulatedRun(slower: 1.5, seed: 8)
        run.policy.requires = ["behaviour"]
        let (judged, _) = run.carriedOut()
        #expect(judged.verdicts[.timing] == .regression)
        #expect(judged.verdict == .pass)
        #expect(judged.findings.allSatisfy { !$0.blocks })
    }

    @Test("no block is asked for again where blocks are lost, and judging twice gives the same")
    func lost() throws {
        let (_, input) = SimulatedRun(slower: 1.5, seed: 9).carriedOut()
        var less = input
        // All of the candidate's block trials were dropped: they say nothing, and are not asked for for ever.
        for place in less.trials.indices where less.trials[place].block != nil {
            if less.trials[place].role == "candidate" { less.trials[place].outcome = .dropped(why: "hangs") }
        }
        let judged = judge(less, catalogue: .small, unmet: { _, _ in [] })
        #expect(judged.verdict == .inconclusive)
        #expect(judged.timing.requests.allSatisfy { $0.first == 16 })
        let again = judge(less, catalogue: .small, unmet: { _, _ in [] })
        #expect(again.timings == judged.timings && again.timing == judged.timing)
    }

    @Test("the order of the trials changes nothing")
    func order() throws {
        var (judged, input) = SimulatedRun(slower: 1.2, seed: 10).carriedOut()
        var random = Random(10)
        input.trials.shuffle(using: &random)
        let other = judge(input, catalogue: .small, unmet: { _, _ in [] })
        #expect(other.timings == judged.timings && other.timing == judged.timing)
    }
}
