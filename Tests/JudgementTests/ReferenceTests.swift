import Facets
import Policies
import Scenarios
import Testing

@testable import Judgement

@Suite("A reference says who is odd")
struct ReferenceTests {
    /// A run in which the sides' codes differ, settled, with a reference that shows some other code.
    static func stage(_ reference: [String], speaksFor: [String] = []) -> Stage {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 8, fresh: fresh, baseline: ["main/kill/error": .text("internal")],
                candidate: ["main/kill/error": .text("unknown")])
            for code in reference { stage.addReference(rounds: 4, fresh: fresh, ["main/kill/error": .text(code)]) }
        }
        stage.cell.referenceSpeaksFor = speaksFor
        return stage
    }

    @Test(
        "of two that differ",
        arguments: [
            (["internal"], "candidate"), (["unknown"], "baseline"), (["not_found"], "both"),
            (["internal", "unknown"], "neither"), ([], "unknown"),
        ])
    func odd(_ codes: [String], _ odd: String) throws {
        let judged = Self.stage(codes).judged()
        let finding = try #require(judged.findings.first)
        #expect(judged.short == ["divergence main/kill/error"])
        #expect(finding.odd == odd)
        #expect((finding.reference == nil) == codes.isEmpty)
        let mirrors = ["candidate": "baseline", "baseline": "candidate"]
        #expect(Self.stage(codes).mirrored.judged().findings.map(\.odd) == [mirrors[odd] ?? odd])
    }

    @Test("the odd side's owner is asked")
    func owner() {
        var stage = Self.stage(["unknown"])
        stage.contenders = [KnownContender(name: "a", family: "rust"), KnownContender(name: "b", family: "go")]
        #expect(stage.judged().findings.map(\.owner) == ["team-rust"])
    }

    @Test(
        "only in its areas: components, or folders of scenarios",
        arguments: [
            (["task-api"], "candidate"), (["life"], "candidate"), (["exit", "io"], "unknown"), ([], "candidate"),
        ])
    func areas(_ areas: [String], _ odd: String) {
        let judged = Self.stage(["internal"], speaksFor: areas).judged()
        #expect(judged.findings.map(\.odd) == [odd])
    }

    @Test("a folder of scenarios does not speak for the host")
    func host() {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(rounds: 8, fresh: fresh, candidate: ["host/left/mounts": .number(1)])
            stage.addReference(rounds: 8, fresh: fresh, ["host/left/mounts": .number(2)])
        }
        stage.cell.referenceSpeaksFor = ["life"]
        #expect(stage.judged().findings.map(\.reference) == [nil])
    }

    @Test("two that are wrong in the same way share a defect; it is settled by fresh trials first")
    func shared() throws {
        var stage = Stage()
        let odd: Shown = ["main/kill/error": .text("internal")]
        stage.add(rounds: 3, baseline: odd, candidate: odd)
        stage.addReference(rounds: 3)
        #expect(stage.judged().requests.map(\.cause) == ["main/kill/error differs from the reference"])
        stage.add(rounds: 8, fresh: -1, baseline: odd, candidate: odd)
        stage.addReference(rounds: 8, fresh: -1)
        let judged = stage.judged()
        let finding = try #require(judged.findings.first)
        #expect(judged.short == ["shared-defect main/kill/error"])
        #expect(finding.odd == "both" && !finding.blocks && judged.verdict == .pass)
        #expect(finding.reference == "not_found" && finding.seen.reference == [0, 11])
        #expect(stage.mirrored.judged().short == judged.short)
    }

    @Test("what only the reference shows is no less than what it shows otherwise")
    func onlyReference() {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(rounds: 8, fresh: fresh)
            stage.addReference(rounds: 8, fresh: fresh, ["main/state/status": .text("running")])
        }
        #expect(stage.judged().short == ["shared-defect main/state/status"])
    }

    @Test("a demand that the reference breaks too is told beside it")
    func contract() throws {
        var stage = Stage()
        stage.add(rounds: 3, candidate: ["main/wait/exit": .number(1)])
        stage.addReference(rounds: 3, ["main/wait/exit": .number(1)])
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.class == .regression && finding.odd == "candidate")
        #expect(finding.seen.reference == [3, 3])
        #expect(finding.evidence.contains("the reference r breaks it too: 3 of 3"))
    }

    @Test("its noise, its gaps and its failures say nothing")
    func silent() {
        var stage = Self.stage([])
        stage.addReference(rounds: 3, ["main/kill/error": .hidden("no"), "main/start/error": .unreached(step: "x")])
        #expect(stage.judged().findings.map(\.odd) == ["unknown"])
        var other = Stage()
        other.add(rounds: 3)
        other.cell.reference = "r"
        #expect(other.judged().notCompared.contains { $0.contains("without a recording of the reference r") })
        #expect(other.judged().verdict == .pass)
    }
}
