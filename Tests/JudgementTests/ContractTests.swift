import Statistics
import Testing

@testable import Judgement

@Suite("Contract")
struct ContractTests {
    struct Case: Sendable, CustomTestStringConvertible {
        /// Per stage `[broken, trials]` of the baseline, then of the candidate.
        var stages: [[Int]]
        /// The class's raw value with the odd side, or `met`, `suspicion`.
        var answer: String

        init(_ stages: [[Int]], _ answer: String) {
            self.stages = stages
            self.answer = answer
        }

        var testDescription: String { "\(stages) is \(answer)" }
    }

    @Test(
        "what each pattern of trials is",
        arguments: [
            Case([[0, 3, 0, 3]], "met"),
            Case([[0, 3, 3, 3]], "regression candidate"),
            Case([[3, 3, 0, 3]], "improvement baseline"),
            Case([[3, 3, 3, 3]], "shared-defect both"),
            Case([[2, 3, 2, 3]], "shared-defect both"),
            // One trial a side: seen once.
            Case([[0, 1, 1, 1]], "suspicion"),
            Case([[0, 3, 1, 3]], "suspicion"),
            Case([[0, 3, 2, 3]], "suspicion"),
            Case([[1, 3, 3, 3]], "suspicion"),
            Case([[0, 3, 1, 3], [0, 8, 0, 8]], "not-seen-again candidate"),
            Case([[1, 3, 0, 3], [0, 8, 0, 8]], "not-seen-again baseline"),
            Case([[0, 1, 1, 1], [0, 8, 8, 8]], "regression candidate"),
            // On one side only, now and then: the other gets more chances to show it, too.
            Case([[0, 3, 1, 3], [0, 8, 1, 8]], "suspicion"),
            Case([[0, 3, 1, 3], [0, 8, 1, 8], [0, 8, 0, 8]], "flaky candidate"),
            Case([[0, 3, 1, 3], [0, 8, 1, 8], [1, 8, 0, 8]], "shared-defect both"),
            Case([[0, 3, 1, 3], [0, 8, 5, 8]], "suspicion"),
            Case([[0, 3, 1, 3], [0, 8, 5, 8], [0, 8, 5, 8]], "regression candidate"),
            Case([[0, 1, 0, 1], [3, 8, 0, 8]], "suspicion"),
            Case([[0, 1, 0, 1], [3, 8, 0, 8], [2, 8, 2, 8]], "shared-defect both"),
            Case([[0, 3, 1, 3], [1, 8, 2, 8]], "shared-defect both"),
            Case([[0, 3, 3, 3], [1, 8, 8, 8]], "regression candidate"),
            Case([[3, 3, 0, 3], [8, 8, 1, 8]], "improvement baseline"),
            Case([[2, 3, 3, 3], [0, 8, 8, 8], [0, 8, 8, 8]], "regression candidate"),
            // First seen in the last trials: to be seen again.
            Case([[0, 3, 0, 3], [0, 8, 1, 8]], "suspicion"),
            Case([[0, 3, 0, 3], [0, 8, 1, 8], [0, 8, 0, 8]], "not-seen-again candidate"),
            Case([[0, 3, 0, 3], [0, 8, 0, 8], [0, 8, 1, 8]], "not-seen-again candidate"),
            Case([[1, 3, 1, 3], [0, 8, 0, 8]], "not-seen-again both"),
            // The other side never came as far.
            Case([[0, 0, 3, 3], [0, 0, 8, 8]], "regression candidate"),
            Case([[3, 3, 0, 0], [8, 8, 0, 0]], "improvement baseline"),
            Case([[1, 1, 0, 0], [2, 4, 0, 0]], "improvement baseline"),
        ])
    func answers(_ c: Case) {
        let tally = tally(c.stages)
        #expect(words(weigh(tally)) == c.answer)
    }

    @Test("who never came as far since it broke the contract before is no better than who breaks it here")
    func neverCame() {
        var one = tally([[0, 0, 1, 1], [0, 0, 1, 1]])
        one.alwaysBroken = [.baseline]
        #expect(words(weigh(one)) == "shared-defect both")
        one.alwaysBroken = [.candidate]
        #expect(words(weigh(one)) == "regression candidate")
        var other = tally([[1, 1, 0, 0], [1, 1, 0, 0]])
        other.alwaysBroken = [.candidate]
        #expect(words(weigh(other)) == "shared-defect both")
        // One that came as far is held to what it showed there.
        var came = tally([[0, 3, 3, 3]])
        came.alwaysBroken = [.baseline]
        #expect(words(weigh(came)) == "regression candidate")
    }

    @Test("turned sides mirror the classes", arguments: 0..<200)
    func mirror(_ seed: UInt64) {
        var random = Random(seed)
        let stages = (0...Int(seed % 3)).map { stage in
            let n = stage == 0 ? 3 : 8
            return [Int.random(in: 0...n, using: &random), n, Int.random(in: 0...n, using: &random), n]
        }
        let turned = stages.map { [$0[2], $0[3], $0[0], $0[1]] }
        let mirrors = [
            "met": "met", "suspicion": "suspicion", "regression candidate": "improvement baseline",
            "flaky candidate": "improvement baseline", "shared-defect both": "shared-defect both",
            "not-seen-again both": "not-seen-again both", "not-seen-again candidate": "not-seen-again baseline",
        ]
        let (a, b) = (words(weigh(tally(stages))), words(weigh(tally(turned))))
        #expect(mirrors[a] == b || mirrors[b] == a)
    }

    private func tally(_ stages: [[Int]]) -> ContractTally {
        var tally = ContractTally(broken: SideCounts(), trials: SideCounts(), settlings: stages.count - 1)
        for (stage, counts) in stages.enumerated() {
            tally.broken.baseline[stage] = counts[0]
            tally.trials.baseline[stage] = counts[1]
            tally.broken.candidate[stage] = counts[2]
            tally.trials.candidate[stage] = counts[3]
        }
        return tally
    }

    private func words(_ answer: ContractAnswer) -> String {
        switch answer {
        case .met: "met"
        case .suspicion: "suspicion"
        case .counts(let kind, let odd, _): "\(kind.rawValue) \(odd)"
        }
    }
}
