import Facets
import Statistics
import Testing

@testable import Judgement

private let a31 = String(repeating: "a", count: 31)
private let a36 = String(repeating: "a", count: 36)

@Suite("Settlement")
struct SettlementTests {
    /// Per stage what each side showed, a letter a trial: `aaa|aab aaaaaaaa|aaaaaaab`.
    struct Case: Sendable, CustomTestStringConvertible {
        var seen: String
        var answer: Settlement

        init(_ seen: String, _ answer: Settlement) {
            self.seen = seen
            self.answer = answer
        }

        var testDescription: String { "\(seen) is \(answer.rawValue)" }
    }

    @Test(
        "what each pattern of trials is",
        arguments: [
            Case("aaa|aaa", .same),
            Case("aaa|bbb", .suspicion),
            Case("aaa|aab", .suspicion),
            Case("aab|aaa", .noise),
            Case("aab|aab", .noise),
            Case("aab|aac", .suspicion),
            Case("aaa|", .same),
            Case("|aab", .noise),
            // Decided by fresh trials alone.
            Case("aaa|bbb aaaaaaaa|bbbbbbbb", .difference),
            Case("aaa|bbb aaaaaaaa|bbbbccdd", .newNoise),
            Case("aaa|abb aaaaaaaa|abbbbbbb", .suspicion),
            Case("aaa|abb aaaaaaaa|abbbbbbb aaaaaaaa|bbbbbbbb", .newNoise),
            Case("aba|ccc abababab|cccccccc", .difference),
            // The suspicion's own trials don't count: 3 of 3 and then never again.
            Case("aaa|bbb aaaaaaaa|aaaaaaaa", .notSeenAgain),
            Case("bbb|aaa aaaaaaaa|aaaaaaaa", .notSeenAgain),
            Case("aaa|aab aaaaaaaa|aaaaaaaa", .notSeenAgain),
            // Seen more than once before, and too rarely for fresh trials to speak against it.
            Case("\(a36)|\(a31)bbbbb aaaaaaaa|aaaaaaaa", .suspicion),
            Case("\(a36)|\(a31)bbbbb aaaaaaaa|aaaaaaaa aaaaaaaa|aaaaaaaa", .intermittent),
            Case("\(a36)|\(a31)aaaab aaaaaaaa|aaaaaaaa", .notSeenAgain),
            Case("aaa|abb aaaaaaaa|aaaaaaaa", .suspicion),
            Case("aaa|abb aaaaaaaa|aaaaaaaa aaaaaaaa|aaaaaaaa", .notSeenAgain),
            // Seen again, but rarely.
            Case("aaa|aab aaaaaaaa|aaaaaaab", .suspicion),
            Case("aaa|aab aaaaaaaa|aaaaaaab aaaaaaaa|aaaaaaaa", .intermittent),
            Case("aaa|aab aaaaaaaa|aaaaaaab aaaaaaaa|aaaaabab", .intermittent),
            // The baseline shows it too, now.
            Case("aaa|aab aaaaaaab|aaaaaaab", .noise),
            Case("aaa|aab aaaaaaab|aaaaaaaa", .noise),
            Case("aaa|bbb aaaaaaab|bbbbbbbb", .suspicion),
            Case("aaa|bbb aaaaaaab|bbbbbbbb aaaaaaaa|bbbbbbbb", .difference),
            // It varies on the baseline, too: what came late on one side alone must be more than two trials of many.
            Case("abc|abd abcabcab|abcabcac abcabcab|abcabcad", .noise),
            Case("abc|abd abcabcab|abcadcad abcabcab|abcabcad", .intermittent),
            Case("aaa|aad aaaaaaaa|aaaaaaaa aaaaaaaa|aaaaaaad", .intermittent),
            Case("abc|bdd |", .suspicion),
            Case("abc|bdd | |", .noise),
            Case("abb|acc |ccc |ccc", .intermittent),
            Case("aab|ccc |ccc |ccc", .intermittent),
            // Never the same twice, on both sides.
            Case("abc|def ghijklmn|opqrstuv", .noise),
            // First seen in fresh trials: settled by the next ones.
            Case("aaa|aaa aaaaaaaa|aaaaaaab", .suspicion),
            Case("aaa|aaa aaaaaaaa|aaaaaaab aaaaaaaa|aaaaaaaa", .notSeenAgain),
            Case("aaa|aaa aaaaaaaa|aaaaaaaa aaaaaaaa|aaaaaaab", .notSeenAgain),
            Case("aaa|aaa aaaaaaaa|aaaaaaaa aaaaaaaa|aaaaaabb", .intermittent),
            // Fresh trials of which one side has none.
            Case("aaa|bbb |bbbbbbbb", .suspicion),
            Case("aaa|bbb |bbbbbbbb |bbbbbbbb", .intermittent),
            // Distributions: no new kind, but never the same share.
            Case("aaaaaaaabaaaaaaa|bbbbbbbbbbbbbbbb aaaaaaaa|bbbbbbbb", .difference),
        ])
    func answers(_ c: Case) {
        #expect(settle(tally(c.seen)) == c.answer)
    }

    @Test(
        "under repeat, another mix of outcomes that vary on the baseline is told by the distributions alone",
        arguments: [
            // Trials of two times each: aa, ab and bb are mixes of a and b.
            ("aa,ab,ab|bb,ab,ab", Settlement.noise),
            ("aa,ab,ab|ac,ab,ab", .suspicion),
            ("aa,aa,aa|ab,aa,aa", .suspicion),
            ("ab,ab,ab|aa,ab,ab", .suspicion),
            ("aa,ab,aa,ab,aa,ab,aa,ab|bb,bb,bb,bb,bb,bb,bb,bb", .suspicion),
            (
                "aa,ab,aa,ab,aa,ab,aa,ab|bb,bb,bb,bb,bb,bb,bb,bb aa,ab,aa,ab,aa,ab,aa,ab|bb,bb,bb,bb,bb,bb,bb,bb",
                .difference
            ),
        ])
    func mixes(_ seen: String, _ answer: Settlement) {
        var counts: [FacetState: SideCounts] = [:]
        let stages = seen.split(separator: " ")
        for (stage, both) in stages.enumerated() {
            for (side, trials) in zip(Side.allCases, both.split(separator: "|")) {
                for trial in trials.split(separator: ",") {
                    let bag = FacetState.seen(.bag(trial.map { .text(String($0)) }))
                    counts[bag, default: SideCounts()][side][stage] += 1
                }
            }
        }
        #expect(settle(Tally(counts, settlings: stages.count - 1, isPlain: true)) == answer)
        // A bag by nature is compared as a whole.
        if answer == .noise { #expect(settle(Tally(counts, settlings: stages.count - 1)) == .suspicion) }
    }

    @Test("where no more can be asked for, what is open is said to be so")
    func mayNotAsk() {
        #expect(settle(tally("aaa|bbb"), mayAsk: false) == .intermittent)
        #expect(settle(tally("aaa|aab"), mayAsk: false) == .notSeenAgain)
    }

    @Test("turned sides never turn a decided difference into none", arguments: 0..<300)
    func mirror(_ seed: UInt64) {
        var random = Random(seed)
        let rounds = Int.random(in: 1...4, using: &random)
        func trials(_ count: Int, _ letters: String) -> String {
            String((0..<count).map { _ in letters.randomElement(using: &random) ?? "a" })
        }
        let (x, y) = (["a", "ab", "aaab", "abc"][Int(seed % 4)], ["a", "b", "abbb", "c"][Int(seed / 4 % 4)])
        let stages =
            ["\(trials(rounds, x))|\(trials(rounds, y))"]
            + (0..<Int(seed % 3)).map { _ in "\(trials(8, x))|\(trials(8, y))" }
        let turned = stages.map { $0.split(separator: "|").reversed().joined(separator: "|") }
        let answer = settle(tally(stages.joined(separator: " ")))
        let other = settle(tally(turned.joined(separator: " ")))
        if answer == .difference || other == .difference {
            // Noise of one side alone is the candidate's when it is the candidate, and the baseline's way else; and what
            // only the baseline did once is its noise, so that it raises no suspicion.
            #expect([.difference, .newNoise, .noise, .suspicion].contains(answer))
        }
        #expect((answer == .same) == (other == .same))
    }

    private func tally(_ text: String) -> Tally {
        var counts: [FacetState: SideCounts] = [:]
        let stages = text.split(separator: " ")
        for (stage, both) in stages.enumerated() {
            let sides = both.split(separator: "|", omittingEmptySubsequences: false)
            for (side, letters) in zip(Side.allCases, sides) {
                for letter in letters { counts[.text(String(letter)), default: SideCounts()][side][stage] += 1 }
            }
        }
        return Tally(counts, settlings: stages.count - 1)
    }
}
