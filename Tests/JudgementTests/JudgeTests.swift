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

    @Test("order that differs says what moved or vanished")
    func events() throws {
        var stage = Stage()
        let turned = FacetState.seen(.list([.text("tasks/create"), .text("tasks/exit"), .text("tasks/start")]))
        stage.add(rounds: 3, candidate: ["run/events": turned])
        stage.add(rounds: 8, fresh: -1, candidate: ["run/events": turned])
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.evidence.contains("order: moved: tasks/exit stands at place 2"))
        #expect(finding.firstDivergence.step == "run/events")
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
