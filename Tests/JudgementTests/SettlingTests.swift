import Facets
import Policies
import Scenarios
import Testing

@testable import Judgement

@Suite("Suspicions and what becomes of them")
struct SettlingTests {
    @Test("one cause in many scenarios is settled in three of them, and one finding")
    func sharedCause() {
        var stage = Stage()
        let names = ["a/a", "a/b", "a/c", "a/d", "a/e", "a/f"]
        let odd: Shown = ["main/kill/message": .text("gone")]
        for name in names { stage.add(name, rounds: 1, candidate: odd) }
        let asked = stage.judged().requests.map(\.scenario)
        #expect(asked == ["a/a", "a/b", "a/c"])
        #expect(stage.judged().verdict == .inconclusive)
        for name in asked { stage.add(name, rounds: 8, fresh: -1, candidate: odd) }
        let judged = stage.judged()
        #expect(judged.requests.isEmpty && judged.findings.map(\.scenarios) == [names])
    }

    @Test("what another scenario does not show again is asked for where it was seen")
    func notShared() {
        var stage = Stage()
        let odd: Shown = ["main/kill/message": .text("gone")]
        for name in ["a/a", "a/b", "a/c", "a/d"] { stage.add(name, rounds: 1, candidate: odd) }
        for name in ["a/a", "a/b", "a/c"] { stage.add(name, rounds: 8, fresh: -1) }
        #expect(stage.judged().requests.map(\.scenario) == ["a/d"])
    }

    @Test("a difference seen is a suspicion, and one request serves all of a scenario")
    func suspicion() {
        var stage = Stage()
        stage.add(
            rounds: 3, candidate: ["main/kill/error": .text("internal"), "main/kill/message": .text("gone")])
        let judged = stage.judged()
        #expect(judged.findings.isEmpty)
        #expect(judged.requests.count == 1)
        let request = judged.requests[0]
        #expect(request.eachSide == 8 && request.round == 1 && request.scenario == "life/plain")
        #expect(request.cause == "main/kill/error differs (and 1 more)")
        #expect(judged.verdict == .inconclusive)
        #expect(judged.notCompared.contains { $0.contains("not settled") })
    }

    @Test("fresh trials settle it as a divergence, the message folded under the code")
    func divergence() throws {
        var stage = Stage()
        let odd: Shown = ["main/kill/error": .text("internal"), "main/kill/message": .text("gone")]
        stage.add(rounds: 3, candidate: odd)
        stage.add(rounds: 8, fresh: -1, candidate: odd)
        let judged = stage.judged()
        #expect(judged.requests.isEmpty && judged.exit == 1)
        #expect(judged.short == ["divergence main/kill/error"])
        let finding = try #require(judged.findings.first)
        #expect(finding.severity == .major && finding.blocks && finding.odd == "unknown")
        #expect(finding.seen == Finding.Seen(baseline: [0, 11], candidate: [11, 11]))
        #expect(finding.evidence.contains { $0.hasPrefix("follows from it: main/kill/message") })
    }

    @Test("one of eleven is not seen again; it stays in the report and passes")
    func onceOfEleven() {
        var stage = Stage()
        stage.add(.candidate, round: 0, ["main/wait/exit": .number(137)])
        stage.add(.baseline, round: 0)
        stage.add(rounds: 2)
        #expect(stage.judged().requests.map(\.round) == [1])
        stage.add(rounds: 8, fresh: -1)
        let judged = stage.judged()
        #expect(judged.short == ["not-seen-again main/wait/exit"])
        #expect(judged.exit == 0 && judged.requests.isEmpty)
    }

    @Test("two of eleven on one side alone gives the other eight more chances; then it is flaky, and blocks")
    func twiceOfEleven() throws {
        var stage = Stage()
        stage.add(rounds: 2)
        stage.add(rounds: 1, candidate: ["main/wait/exit": .number(137)])
        stage.add(rounds: 7, fresh: -1)
        stage.add(rounds: 1, fresh: -1, candidate: ["main/wait/exit": .number(137)])
        #expect(stage.judged().requests.map(\.round) == [2])
        stage.add(rounds: 8, fresh: -2)
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.class == .flaky && finding.blocks)
        #expect(finding.candidate == "0 (17 of 19), 137 (2 of 19)")
        #expect(stage.judged().exit == 1)
        #expect(stage.mirrored.judged().short == ["improvement main/wait/exit"])
        #expect(stage.mirrored.judged().exit == 0)
    }

    @Test("rare and undecidable is intermittent: it neither passes nor blocks")
    func intermittent() {
        var stage = Stage()
        let odd: Shown = ["main/kill/error": .text("internal")]
        stage.add(rounds: 2)
        stage.add(rounds: 1, candidate: odd)
        stage.add(rounds: 7, fresh: -1)
        stage.add(rounds: 1, fresh: -1, candidate: odd)
        #expect(stage.judged().requests.map(\.round) == [2])
        stage.add(rounds: 8, fresh: -2)
        let judged = stage.judged()
        #expect(judged.short == ["intermittent main/kill/error"])
        #expect(judged.requests.isEmpty && judged.exit == 2)
        #expect(judged.findings.first?.blocks == false)
    }

    @Test("after dropped trials nothing more is asked for")
    func dropped() {
        var stage = Stage()
        for round in 0..<3 {
            stage.add(.baseline, round: round)
            stage.add(.candidate, round: round, ["main/kill/error": .text("timeout")], outcome: .hung)
        }
        stage.add(.candidate, round: 3, outcome: .dropped(why: "three hangs"))
        let judged = stage.judged()
        #expect(judged.requests.isEmpty)
        #expect(judged.short == ["intermittent main/kill/error"])
        #expect(judged.exit == 2)
        #expect(judged.notCompared.contains { $0.contains("dropped after hangs") })
    }

    @Test("noise on the candidate alone is new noise")
    func newNoise() {
        var stage = Stage()
        stage.add(rounds: 3, candidate: ["main/kill/error": .text("internal")])
        for place in 0..<8 {
            stage.add(.baseline, round: -1)
            stage.add(.candidate, round: -1, ["main/kill/error": .text(place < 4 ? "internal" : "unknown")])
        }
        #expect(stage.judged().short == ["new-noise main/kill/error"])
    }

    @Test("what is rare on one side here and on the other there tells nobody apart")
    func pooled() {
        var stage = Stage()
        let odd: Shown = ["main/kill/error": .text("broken")]
        for (scenario, side) in [("life/a", Side.candidate), ("life/b", .baseline)] {
            stage.add(scenario, rounds: 2)
            for fresh in [0, -1] {
                stage.add(.baseline, scenario, round: fresh, side == .baseline && fresh == 0 ? odd : [:])
                stage.add(.candidate, scenario, round: fresh, side == .candidate ? odd : [:])
                stage.add(scenario, rounds: 7, fresh: fresh)
            }
            stage.add(scenario, rounds: 8, fresh: -2)
        }
        // The baseline alone is its own noise, which raises nothing; so it is the candidate's in life/a.
        #expect(stage.judged().short == ["intermittent main/kill/error"])
        #expect(stage.judged().exit == 2)
        // All three of the baseline's first trials, and never again.
        for _ in 0..<3 { stage.add(.baseline, "life/c", odd) }
        for _ in 0..<3 { stage.add(.candidate, "life/c") }
        stage.add("life/c", rounds: 8, fresh: -1)
        let judged = stage.judged()
        #expect(judged.short == ["intermittent main/kill/error"])
        #expect(judged.findings.first?.odd == "both")
        #expect(judged.findings.first?.scenarios == ["life/a", "life/c"])
        #expect(judged.exit == 0)
    }
}
