import Facets
import Scenarios
import Testing

@testable import Judgement

@Suite("What contenders are declared to lack")
struct DeclarationTests {
    /// A run of one scenario that needs pause, which one side is declared to lack, and one that needs nothing.
    private func stage(lacking side: Side, _ shown: Shown, outcome: JudgedTrial.Outcome = .recorded) -> Stage {
        var stage = Stage()
        stage.add("life/plain", rounds: 3)
        if side == .baseline { stage.cell.baselineLacks = ["pause"] } else { stage.cell.candidateLacks = ["pause"] }
        let other: Side = side == .baseline ? .candidate : .baseline
        for round in 0..<3 {
            stage.add(other, "capabilities/pause", round: round)
            // Once by trying, afterwards by declaration.
            if round == 0 { stage.add(side, "capabilities/pause", round: round, shown, outcome: outcome) }
            if round > 0 {
                stage.add(
                    side, "capabilities/pause", round: round, outcome: .unsupported(why: "a is declared to lack pause"))
            }
        }
        stage.scenarios[1].needs = ["pause"]
        return stage
    }

    @Test("what is declared as lacking and works is a finding of that side", arguments: Side.allCases)
    func works(side: Side) throws {
        let judged = stage(lacking: side, [:]).judged()
        let finding = try #require(judged.findings.first { $0.facet == "run/lacks/pause" })
        #expect(finding.class == .divergence && finding.severity == .minor && !finding.blocks)
        #expect(finding.component == "capabilities" && finding.odd == side.rawValue)
        #expect((side == .baseline ? finding.baseline : finding.candidate) == "declared as lacking, and works")
        #expect((side == .baseline ? finding.candidate : finding.baseline) == "not declared as lacking")
        #expect(finding.rule.contains("\(side == .baseline ? "a" : "b") lacks pause by declaration"))
    }

    @Test(
        "what is lacking indeed, and refused, is no finding of that kind, and is not compared", arguments: Side.allCases
    )
    func refused(side: Side) {
        let judged = stage(lacking: side, ["main/create/error": .text("unimplemented")]).judged()
        #expect(judged.short == (side == .candidate ? ["unsupported run/supported"] : []))
        #expect(judged.requests.isEmpty)
        let who = side == .baseline ? "baseline a (a" : "candidate b (b"
        #expect(judged.notCompared.contains { $0.contains("not supported by \(who) is declared to lack pause)") })
        // Counted as what they are by declaration.
        #expect(judged.cells.first?.trials.unsupported == 3)
    }

    @Test(
        "what is lacking and taken without an error is told; a hang is no refusal",
        arguments: [Side.baseline, .candidate],
        [
            Shown(), ["main/wait/exit": .number(1)], ["main/create/error": .text("timeout")],
        ])
    func silent(side: Side, shown: Shown) throws {
        let judged = stage(lacking: side, shown, outcome: shown.isEmpty ? .hung : .recorded).judged()
        let finding = try #require(judged.findings.first { $0.facet == "run/lacks/pause" })
        let said = "declared as lacking, and neither works nor is refused"
        #expect((side == .baseline ? finding.baseline : finding.candidate) == said)
        #expect(finding.class == .divergence && finding.component == "capabilities" && !finding.blocks)
        #expect(judged.requests.isEmpty)
    }

    @Test("a capability that is declared and missing is a broken demand whose finding names it")
    func missing() throws {
        var stage = Stage()
        stage.add("capabilities/pause", rounds: 3, candidate: ["main/wait/exit": .number(1)])
        stage.scenarios[0].needs = ["pause"]
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.class == .regression && finding.facet == "main/wait/exit")
        #expect(finding.rule.hasSuffix("the scenario needs pause, which b is not declared to lack"))
        stage.scenarios[0].needs = []
        #expect(stage.judged().findings.first?.rule.contains("needs") == false)
    }
}
