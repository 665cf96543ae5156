import Facets
import Policies
import Scenarios
import Testing

@testable import Judgement

@Suite("Regressions, improvements, shared defects")
struct RegressionTests {
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
        #expect(finding.rerunWithoutArchive == finding.rerun)
        #expect(finding.rule.contains("candidate alone"))
        #expect(finding.evidence.contains { $0.hasPrefix("candidate: 3 of 3") })
    }

    @Test("with an archive the command names the finding in it, and the terms it was judged by")
    func commands() throws {
        var stage = Stage()
        stage.add(rounds: 3, candidate: ["main/wait/exit": .number(1)])
        var input = stage.input
        func finding(_ archive: String, _ terms: [String] = []) throws -> Finding {
            input.archive = archive
            input.terms = terms
            return try #require(judge(input, catalogue: .small, unmet: demands).findings.first)
        }
        let own = try finding("runs/x")
        #expect(own.rerun == "kumite rerun runs/x#\(own.id)")
        #expect(own.rerunWithoutArchive == "kumite run --matrix local --scenarios life/plain --rounds 8")
        #expect(
            try finding("#my runs/it's", ["--ledger", "a b.yaml"]).rerun
                == "kumite rerun '#my runs/it'\\''s#\(own.id)' --ledger 'a b.yaml'")
        // There `--rounds` would bound the blocks, too.
        input.policy.gates = ["pod-ready"]
        #expect(try finding("runs/x").rerunWithoutArchive == "kumite run --matrix local --scenarios life/plain")
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
}
