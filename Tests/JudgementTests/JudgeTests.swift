import Facets
import Policies
import Scenarios
import Testing

@testable import Judgement

@Suite("Judging")
struct JudgeTests {
    @Test("two sides that show the same pass")
    func same() {
        var stage = Stage()
        stage.add(rounds: 3)
        let judged = stage.judged()
        #expect(judged.verdict == .pass && judged.exit == 0)
        #expect(judged.findings.isEmpty && judged.requests.isEmpty && judged.leaks.isEmpty)
        #expect(judged.compared == Compared(scenarios: 1, facets: Stage.usual.count))
        #expect(judged.cells.first?.trials == TrialCounts(planned: 6, recorded: 6))
    }

    @Test("nothing compared is never a pass")
    func nothing() {
        #expect(Stage().judged().exit == 2)
        var failed = Stage()
        failed.add(.baseline, outcome: .infrastructure(why: "no space"))
        failed.add(.candidate, outcome: .infrastructure(why: "no space"))
        #expect(failed.judged().verdict == .unfit && failed.judged().exit == 3)
        var dropped = Stage()
        dropped.add(.baseline)
        #expect(dropped.judged().verdict == .inconclusive)
        #expect(dropped.judged().notCompared.contains { $0.contains("not run on candidate b") })
    }

    @Test("a wrong exit code on the candidate in all trials is a regression, a blocker")
    func wrongExit() throws {
        var stage = Stage()
        stage.contenders = [KnownContender(name: "b", family: "rust")]
        stage.add(rounds: 3, candidate: ["main/wait/exit": .number(1)])
        let judged = stage.judged()
        let finding = try #require(judged.findings.first)
        #expect(judged.findings.count == 1)
        #expect(judged.exit == 1 && judged.verdicts[.behaviour] == .regression)
        #expect(finding.class == .regression && finding.severity == .blocker && finding.blocks)
        #expect(finding.odd == "candidate" && finding.facet == "main/wait/exit")
        #expect(finding.baseline == "0" && finding.candidate == "1")
        #expect(finding.seen == Finding.Seen(baseline: [0, 3], candidate: [3, 3]))
        #expect(finding.firstDivergence == Finding.Divergence(scenario: "life/plain", step: "main/wait"))
        #expect(finding.rerun == "kumite run --matrix local --scenarios life/plain --rounds 8")
        #expect(finding.rule.contains("candidate alone"))
        #expect(finding.evidence.contains { $0.hasPrefix("candidate: 3 of 3") })
    }

    @Test("whose output is as demanded has lost none, however much more the other side wrote")
    func demandedOutput() {
        var stage = Stage()
        stage.add(
            rounds: 3,
            baseline: ["main/wait/stderr": .text("created\nstarted\n"), "main/wait/stderr/bytes": .number(16)],
            candidate: ["main/wait/stderr": .text("created\n"), "main/wait/stderr/bytes": .number(8)])
        #expect(stage.judged().findings.map(\.class) == [.improvement])
        #expect(stage.mirrored.judged().findings.map(\.class) == [.regression])
    }

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

    @Test("what lies in a place that was not reached as a whole is not compared")
    func missingWhole() {
        let report: Shown = [
            "main/guest": .number(1), "main/guest/uid": .number(0), "host/posture/shim/seccomp": .text("off"),
        ]
        var stage = Stage()
        stage.add(
            rounds: 3, baseline: report,
            candidate: ["main/guest": .unreached(step: "main/wait"), "host/posture": .hidden("nobody looked")])
        #expect(stage.judged().findings.isEmpty && stage.judged().requests.isEmpty)
        var other = Stage()
        other.add(rounds: 3, baseline: report, candidate: ["main/guest": .number(1)])
        // Only seen to differ so far: it is to be settled.
        #expect(other.judged().requests.count == 1)
    }

    @Test("the owner is that of the component, for the odd side's family")
    func owner() {
        var stage = Stage()
        stage.contenders = [KnownContender(name: "b", family: "rust"), KnownContender(name: "a", family: "go")]
        stage.add(rounds: 3, candidate: ["main/delete/error": .text("internal")])
        #expect(stage.judged().findings.map(\.owner) == ["team-rust"])
        #expect(stage.mirrored.judged().findings.map(\.owner) == ["team-rust"])
        stage.contenders = []
        #expect(stage.judged().findings.map(\.owner) == ["team-task"])
        stage.policy.owners = Owners()
        #expect(stage.judged().findings.map(\.owner) == ["unowned"])
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

    @Test("two of eleven is flaky, and blocks")
    func twiceOfEleven() throws {
        var stage = Stage()
        stage.add(rounds: 2)
        stage.add(rounds: 1, candidate: ["main/wait/exit": .number(137)])
        stage.add(rounds: 7, fresh: -1)
        stage.add(rounds: 1, fresh: -1, candidate: ["main/wait/exit": .number(137)])
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.class == .flaky && finding.blocks)
        #expect(finding.candidate == "0 (9 of 11), 137 (2 of 11)")
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

    @Test("both wrong in the same way is a shared defect, which passes and is told")
    func shared() {
        var stage = Stage()
        stage.add(rounds: 3, baseline: ["main/wait/exit": .number(1)], candidate: ["main/wait/exit": .number(1)])
        let judged = stage.judged()
        #expect(judged.short == ["shared-defect main/wait/exit"])
        #expect(judged.exit == 0 && judged.findings.first?.odd == "both")
    }

    @Test("both wrong in different ways is one finding, compared as well")
    func sharedDifferently() {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 8, fresh: fresh, baseline: ["main/delete/error": .text("internal")],
                candidate: ["main/delete/error": .text("unknown")])
        }
        #expect(stage.judged().short == ["divergence main/delete/error"])
    }

    struct Grave: Sendable {
        var facet: String
        var good: FacetState
        var bad: FacetState
        var word: String
    }

    @Test(
        "a hang, crash, leak or lost output on the candidate alone is a regression; on the baseline an improvement",
        arguments: [
            Grave(facet: "main/kill/error", good: .absent, bad: .text("timeout"), word: "hang"),
            Grave(facet: "main/delete/hang", good: .absent, bad: .seen(.bool(true)), word: "hang"),
            Grave(
                facet: "main/kill/error", good: .seen(.bag([])), bad: .seen(.bag([.text("timeout")])), word: "hang"),
            Grave(facet: "main/kill/error", good: .absent, bad: .text("broken"), word: "crash"),
            Grave(facet: "run/daemon", good: .text("gone"), bad: .text("crashed"), word: "crash"),
            Grave(facet: "run/daemon", good: .text("gone"), bad: .text("stays"), word: "leak"),
            Grave(facet: "host/left/mounts", good: .number(0), bad: .number(2), word: "leak"),
            Grave(
                facet: "host/changed", good: .seen(.bag([])), bad: .seen(.bag([.text("/dev/null owner 0:0 → 4:5")])),
                word: "leak"),
            Grave(facet: "main/wait/stdout/bytes", good: .number(5), bad: .number(4), word: "lost output"),
        ])
    func grave(_ c: Grave) throws {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(rounds: 8, fresh: fresh, baseline: [c.facet: c.good], candidate: [c.facet: c.bad])
        }
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.class == .regression && finding.severity == .blocker && finding.blocks)
        #expect(finding.rule.contains(c.word))
        let mirrored = try #require(stage.mirrored.judged().findings.first)
        #expect(mirrored.class == .improvement && !mirrored.blocks)
        #expect(mirrored.odd == "baseline" && finding.odd == "candidate")
    }

    @Test("a hung trial is a difference even where no facet tells it")
    func hung() {
        var stage = Stage()
        for round in [0, 1, 2, -1, -1, -1, -1, -1, -1, -1, -1] {
            stage.add(.baseline, round: round)
            stage.add(.candidate, round: round, outcome: .hung)
        }
        let judged = stage.judged()
        #expect(judged.short == ["regression run/hung"])
        #expect(judged.cells.first?.trials.hung == 11)
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

    @Test("order that differs says what moved or vanished")
    func events() throws {
        var stage = Stage()
        let turned = FacetState.seen(.list([.text("tasks/create"), .text("tasks/exit"), .text("tasks/start")]))
        stage.add(rounds: 3, candidate: ["run/events": turned])
        stage.add(rounds: 8, fresh: -1, candidate: ["run/events": turned])
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.evidence.contains("order: moved: at place 2 stands tasks/exit, not tasks/start"))
        #expect(finding.firstDivergence.step == "run/events")
    }

    @Test("what a side cannot show, or did not reach, is not compared and said so")
    func hidden() {
        var stage = Stage()
        stage.add(
            rounds: 3, baseline: ["main/kill/error": .hidden("no such call"), "main/delete/pid": .number(0)],
            candidate: ["main/delete/error": .unreached(step: "delete")])
        let judged = stage.judged()
        #expect(judged.findings.isEmpty && judged.requests.isEmpty)
        #expect(judged.notCompared.contains { $0.contains("the baseline can't show them: no such call") })
        #expect(
            judged.notCompared.contains {
                $0.contains("the candidate did not reach the step that shows them in a~b (delete)")
            })
    }

    @Test("a facet that only one side has at all is a difference; one of a step not reached is not")
    func missing() {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 8, fresh: fresh, baseline: ["main/start/error": .unreached(step: "start")],
                candidate: ["main/create/surplus": .number(1), "main/start/surplus": .number(1)])
        }
        #expect(stage.judged().short == ["divergence main/create/surplus"])
    }

    @Test("facets that are only shown are not compared")
    func shown() {
        var stage = Stage()
        stage.add(rounds: 3, baseline: ["main/state/pid": .number(7)], candidate: ["main/state/pid": .number(8)])
        let judged = stage.judged()
        #expect(judged.verdict == .pass && judged.requests.isEmpty)
        #expect(judged.notCompared.contains { $0.contains("only shown") })
    }

    @Test("what the baseline has and the candidate lacks blocks; the other way round is told")
    func unsupported() {
        var stage = Stage()
        stage.add("life/plain", rounds: 3)
        for id in ["pause/one", "pause/two"] {
            for round in 0..<3 {
                stage.add(.baseline, id, round: round)
                stage.add(.candidate, id, round: round, outcome: .unsupported(why: "lacks pause"))
            }
        }
        let judged = stage.judged()
        #expect(judged.short == ["unsupported run/supported"])
        #expect(judged.findings.first?.scenarios == ["pause/one", "pause/two"])
        #expect(judged.exit == 1)
        #expect(judged.notCompared.contains { $0.hasPrefix("2 scenarios not supported by candidate b (lacks pause)") })
        #expect(stage.mirrored.judged().findings.isEmpty)
        #expect(stage.mirrored.judged().exit == 0)
    }

    @Test("infrastructure that fails on one side more than on the other is a finding, for no one's account")
    func infrastructure() {
        var stage = Stage()
        for round in 0..<12 {
            stage.add(.baseline, round: round)
            stage.add(.candidate, round: round, outcome: round < 2 ? .recorded : .infrastructure(why: "no cgroup"))
        }
        let judged = stage.judged()
        #expect(judged.short == ["intermittent run/infrastructure"])
        #expect(judged.findings.first?.blocks == false && judged.exit == 2)
        #expect(judged.cells.first?.trials == TrialCounts(planned: 24, recorded: 14, infrastructure: 10))
    }

    @Test("trials that were planned and not run are told")
    func unrun() {
        var stage = Stage()
        stage.add(rounds: 1)
        stage.planned = ["a~b": 6]
        let judged = stage.judged()
        #expect(judged.notCompared.contains("4 of 6 planned trials were not run in a~b"))
        #expect(judged.cells.first?.trials.planned == 6)
    }

    @Test("what is left on the host is listed per side")
    func leaks() {
        var stage = Stage()
        stage.add(rounds: 2, candidate: ["host/left/mounts": .seen(.bag([.text("/run/x"), .text("/run/y")]))])
        stage.add(rounds: 1, candidate: ["host/left/mounts": .number(3)])
        stage.add(
            rounds: 1,
            candidate: ["host/left/mounts": .number(1), "host/left/mounts/names": .seen(.bag([.text("/run/z")]))])
        stage.add(
            rounds: 1, candidate: ["host/left/mounts": .number(0), "host/left/mounts/names": .seen(.bag([]))])
        let changed = FacetState.seen(.bag([.text("/dev/null owner 0:0 → 4:5")]))
        stage.add(rounds: 1, candidate: ["host/left/mounts": .number(0), "host/changed": changed])
        var leaks = stage.judged().leaks
        #expect(leaks.filter { $0.kind == "changed" }.map(\.identity) == ["/dev/null owner 0:0 → 4:5"])
        leaks.removeAll { $0.kind == "changed" }
        #expect(leaks.map(\.identity) == ["/run/x", "/run/y", "/run/z", "3"].sorted())
        #expect(leaks.allSatisfy { $0.role == "candidate" && $0.contender == "b" && $0.kind == "mounts" })
        #expect(leaks.first { $0.identity == "/run/x" }?.trials == 2)
    }

    @Test("a shorter output is a lost one only if it is the other with bytes missing")
    func shorter() {
        func classes(_ baseline: String, _ candidate: String) -> [String] {
            var stage = Stage()
            for fresh in [nil, -1] {
                stage.add(
                    rounds: 8, fresh: fresh,
                    baseline: [
                        "main/wait/stdout": .text(baseline), "main/wait/stdout/bytes": .number(Int64(baseline.count)),
                    ],
                    candidate: [
                        "main/wait/stdout": .text(candidate), "main/wait/stdout/bytes": .number(Int64(candidate.count)),
                    ])
            }
            return stage.judged().short
        }
        #expect(classes("a\nb\nc\n", "a\nb\n") == ["regression main/wait/stdout/bytes"])
        #expect(classes("pid 10", "pid 9") == ["divergence main/wait/stdout"])
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

    @Test("a step that both refuse shows no gap; one that neither reached does")
    func refused() {
        var stage = Stage()
        let refused = FacetState.unreached(step: "main/delete")
        stage.add(rounds: 2, baseline: ["main/delete/pid": refused], candidate: ["main/delete/pid": refused])
        #expect(stage.judged().notCompared.allSatisfy { $0.contains(" not run: ") })
        let skipped = FacetState.unreached(step: "main/start")
        stage.add("life/b", rounds: 2, baseline: ["main/delete/pid": skipped], candidate: ["main/delete/pid": skipped])
        #expect(
            stage.judged().notCompared.first
                == "1 facet of life/b: neither side reached the step that shows them in a~b (main/start)")
    }

    @Test("a hang's stacks stand beside it")
    func evidence() throws {
        var stage = Stage()
        let stack = Evidence(about: "main/delete", kind: "stack", text: "futex_wait\n\u{1b}[31m")
        for round in 0..<2 {
            stage.add(.baseline, round: round)
            stage.add(.candidate, round: round, ["main/delete/error": .text("timeout")], evidence: [stack])
        }
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.severity == .blocker)
        #expect(finding.evidence.contains("stack of trial 2, main/delete: futex_wait\\n\\u{1b}[31m"))
    }

    @Test("a scenario's own rules relax the comparison, and are counted")
    func relaxed() {
        var stage = Stage()
        var scenario = Scenario.plain("life/plain")
        scenario.compare = [
            ComparisonRule(pattern: "main/kill/*", treatment: .ignore, because: "racy"),
            ComparisonRule(pattern: "run/events", treatment: .presence, because: "racy"),
        ]
        stage.scenarios = [scenario]
        stage.add(
            rounds: 3, candidate: ["main/kill/error": .absent, "run/events": .seen(.list([.text("tasks/exit")]))])
        #expect(stage.judged().verdict == .pass)
        #expect(stage.judged().applied["compare life/plain: main/kill/*"] == 1)
        #expect(stage.judged().applied["compare life/plain: run/events"] == 1)
        stage.add(rounds: 1, candidate: ["run/events": .absent])
        #expect(stage.judged().requests.count == 1)
    }

    @Test("messages are compared by template; what the normalisers did is counted")
    func templates() {
        var stage = Stage()
        stage.add(
            rounds: 3, baseline: ["main/kill/message": .text("no process 12345 in /tmp/runc-aX9")],
            candidate: ["main/kill/message": .text("no process 4444 in /tmp/runc-zzz")])
        let judged = stage.judged()
        #expect(judged.verdict == .pass)
        #expect(judged.applied.filter { $0.key.hasPrefix("normaliser") }.count == 2)
    }

    @Test("timing that a policy requires is inconclusive while nothing gates")
    func requiredTiming() {
        var stage = Stage()
        stage.policy.requires = ["behaviour", "timing"]
        stage.add(rounds: 3)
        let judged = stage.judged()
        #expect(judged.verdicts[.timing] == .inconclusive && judged.verdicts[.footprint] == .notJudged)
        #expect(judged.verdict == .inconclusive && judged.exit == 2)
        stage.policy.requires = []
        #expect(stage.judged().verdict == .inconclusive)
    }
}
