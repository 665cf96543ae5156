import Facets
import Policies
import Scenarios
import Testing

@testable import Judgement

@Suite("What is not compared")
struct GapTests {
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

    @Test(
        "what only the candidate came to and broke is its own unless the baseline broke the contract before, as badly",
        arguments: [
            (FacetState.text("unknown"), FacetState.number(9), "shared-defect main/wait/exit"),
            (.text("unknown"), .absent, ""),
            (.absent, .number(9), "regression main/wait/exit"),
        ])
    func neverCame(_ create: FacetState, _ exit: FacetState, _ found: String) {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 4, fresh: fresh,
                baseline: [
                    "main/create/error": create, "main/start/error": .unreached(step: "main/create"),
                    "main/wait/exit": create == .absent ? .number(0) : .unreached(step: "main/create"),
                ], candidate: ["main/wait/exit": exit == .absent ? .number(0) : exit])
        }
        let short = stage.judged().short.filter { $0.hasSuffix("main/wait/exit") }
        #expect(short == [found].filter { !$0.isEmpty })
    }

    @Test("what the baseline breaks later is no excuse for what it could not show here")
    func brokenLater() {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 4, fresh: fresh,
                baseline: ["main/wait/exit": .hidden("nobody looked"), "main/delete/error": .text("unknown")],
                candidate: ["main/wait/exit": .number(9)])
        }
        #expect(stage.judged().short.contains("regression main/wait/exit"))
    }

    @Test(
        "a hang where the baseline only refused is a regression; where it hung before, none",
        arguments: [false, true])
    func hangsLater(_ hungBefore: Bool) {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 4, fresh: fresh,
                baseline: [
                    "main/create/error": .text(hungBefore ? "timeout" : "unknown"),
                    "main/delete/error": .unreached(step: "main/create"),
                ], candidate: ["main/delete/error": .text("timeout")])
        }
        let short = stage.judged().short.filter { $0.hasSuffix("main/delete/error") }
        #expect(short == [(hungBefore ? "shared-defect" : "regression") + " main/delete/error"])
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
}
