import Testing

@testable import Proofs

@Suite("The whole of a proof")
struct RecordTests {
    private func record(_ states: [FaultOutcome.State], alarms: Int = 0, unfit: Int = 0) -> ProofRecord {
        var free = FaultFree(over: "x")
        free.runs = 5
        free.unfit = unfit
        free.alarms = (0..<alarms).map { .init(run: "r\($0)", findings: ["f"]) }
        var record = ProofRecord(
            kumite: "0", seed: 1, asOf: "2026-11-28", contender: "c", library: "l", host: [:], rounds: 3,
            faultFree: free)
        record.faults = states.map { FaultOutcome(.sample(), state: $0) }
        return record
    }

    @Test("the exit code is never green where something was missed, alarmed or not tried at all")
    func exits() {
        #expect(record([.caught, .uncatchable, .notTried]).exit == 0)
        #expect(record([.caught, .missed]).exit == 1)
        #expect(record([.caught, .missed, .unfit]).exit == 1)
        #expect(record([.caught], alarms: 1).exit == 1)
        #expect(record([.caught, .unfit]).exit == 3)
        #expect(record([.caught], unfit: 1).exit == 3)
        #expect(record([.notTried]).exit == 2)
        #expect(record([.uncatchable]).exit == 2)
        #expect(record([]).exit == 2)
    }

    @Test("equal sides told apart, or a slow-down called none, is a false answer")
    func falseAnswers() {
        func timing(_ percent: Int, _ answer: String) -> TimingProof {
            var timing = TimingProof(
                scenario: "s", blocks: 40, eachSide: 20, trials: 1600, margin: 0.05, floor: 0.03, error: 0.005,
                measures: ["start"], run: "timing", resamplings: 10)
            timing.answers = [
                .init(
                    fault: percent == 0 ? "none" : "f", measure: "start", percent: percent, ratio: 1, low: 1, high: 1,
                    answer: answer,
                    blocks: 40)
            ]
            return timing
        }
        for (percent, answer, isFalse) in [
            (0, "regression", true), (0, "improvement", true), (0, "equivalent", false), (0, "inconclusive", false),
            (8, "equivalent", true), (8, "inconclusive", false), (8, "regression", false), (8, "improvement", true),
            (3, "equivalent", false),
        ] {
            #expect(timing(percent, answer).hasFalseAnswer == isFalse, "\(percent) \(answer)")
        }
        var whole = record([.caught])
        whole.timing = timing(8, "equivalent")
        #expect(whole.exit == 1)
    }

    @Test("rates count what was tried, caught and placed")
    func rates() {
        var whole = record([.caught, .missed, .notTried, .uncatchable])
        whole.faults[0].finding = CatchingFinding(
            id: "i", facet: "f", class: "regression", severity: "major", blocks: true, breaksContract: true,
            scenario: "s", step: "s",
            verb: "wait", classRight: true, firstDivergenceRight: false)
        #expect(whole.caught == ProofRate(1, of: 2))
        #expect(whole.rightlyClassed == ProofRate(1, of: 1))
        #expect(whole.rightlyPlaced == ProofRate(0, of: 1))
    }
}
