import Facets
import Testing

@testable import Judgement

@Suite("One cause, one finding")
struct FoldTests {
    @Test("the same cause in many scenarios is one finding with its scenarios")
    func manyScenarios() throws {
        var stage = Stage()
        for id in ["life/b", "life/a", "life/c"] {
            for fresh in [nil, -1] {
                stage.add(id, rounds: 8, fresh: fresh, candidate: ["main/kill/error": .text("internal")])
            }
        }
        let judged = stage.judged()
        let finding = try #require(judged.findings.first)
        #expect(judged.findings.count == 1)
        #expect(finding.scenarios == ["life/a", "life/b", "life/c"])
        #expect(finding.facet == "main/kill/error")
        #expect(finding.seen.candidate == [48, 48])
        #expect(finding.firstDivergence.scenario == "life/a")
    }

    @Test("another value is another cause")
    func otherValue() {
        var stage = Stage()
        for (id, code) in [("life/a", "internal"), ("life/b", "unknown")] {
            for fresh in [nil, -1] {
                stage.add(id, rounds: 8, fresh: fresh, candidate: ["main/kill/error": .text(code)])
            }
        }
        #expect(Set(stage.judged().findings.map(\.id)).count == 2)
    }

    @Test("what differs further down for one component is folded; what is worse, or of another component, is not")
    func oneScenario() {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 8, fresh: fresh,
                candidate: [
                    "main/start/error": .text("unknown"), "main/kill/error": .text("unknown"),
                    "main/delete/error": .text("timeout"), "run/events": .seen(.list([])),
                ])
        }
        let judged = stage.judged()
        #expect(
            judged.short == [
                "regression main/delete/error", "divergence run/events", "divergence main/start/error",
            ])
        // The order of events parts where the scenario does.
        #expect(judged.findings[1].firstDivergence.step == "main/start")
    }

    @Test("one value told in several places is one finding")
    func sameValue() {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 8, fresh: fresh, baseline: ["main/events/exit": .number(0), "main/events/pid": .number(0)],
                candidate: [
                    "main/wait/exit": .number(1), "main/events/exit": .number(1), "main/events/pid": .number(1),
                ])
        }
        #expect(stage.judged().short == ["regression main/wait/exit", "divergence main/events/pid"])
    }

    @Test("the whole stands for its parts, as bad as the worst of them; what a part covers belongs to it")
    func wholes() throws {
        var stage = Stage()
        for fresh in [nil, -1] {
            stage.add(
                rounds: 8, fresh: fresh,
                baseline: ["run/events/delete/exit": .number(0), "run/daemon/code": .number(0)],
                candidate: [
                    "run/events": .seen(.list([])), "run/daemon": .text("stays"), "host/left/mounts": .number(1),
                ])
        }
        let judged = stage.judged()
        #expect(judged.short == ["regression host/left/mounts", "divergence run/events"])
        let events = try #require(judged.findings.last)
        #expect(events.severity == .blocker && events.rule.hasSuffix("run/events/delete/exit makes it a blocker"))
        let leak = try #require(judged.findings.first)
        #expect(leak.evidence.contains { $0.hasPrefix("follows from it: run/daemon: gone / stays; run/daemon/code") })
    }

    @Test("what a list lacks is one finding with all that hangs on it, whatever that is; what differs in both is not")
    func missingParts() throws {
        var stage = Stage()
        let calls = { (names: [String]) in FacetState.seen(.list(names.map { .text($0) })) }
        for fresh in [nil, -1] {
            stage.add(
                rounds: 8, fresh: fresh,
                baseline: [
                    "main/create/asked": calls(["CreateVM", "CopyFile", "CreateContainer"]),
                    "main/create/asked/CopyFile/user": .number(0), "main/create/asked/CopyFile/size": .number(7),
                    "main/create/asked/CreateContainer/limit": .number(1),
                ],
                candidate: [
                    "main/create/asked": calls(["CreateVM", "CreateContainer"]),
                    "main/create/asked/CreateContainer/limit": .number(2),
                ])
        }
        let judged = stage.judged()
        #expect(
            judged.short == ["divergence main/create/asked", "divergence main/create/asked/CreateContainer/limit"])
        let missing = try #require(judged.findings.first)
        #expect(missing.severity == .blocker && missing.firstDivergence.step == "main/create")
        #expect(missing.follows.count == 2)
        #expect(missing.evidence.contains { $0.contains("CopyFile") })
    }

    @Test("a fingerprint is the same in every run, whatever scenario, subject or rate showed it")
    func fingerprint() {
        func id(_ scenario: String, _ trials: Int) -> String? {
            var stage = Stage()
            stage.add(scenario, rounds: trials, candidate: ["main/wait/exit": .number(1)])
            return stage.judged().findings.first?.id
        }
        #expect(id("life/a", 2) == id("other/z", 9))
        #expect(id("life/a", 2) == "4a0e65e2a800")
    }

    @Test("a pattern puts subject, label and count aside")
    func pattern() {
        let steps = StepOrder(.plain("x"))
        #expect(steps.pattern(of: path("main/kill/error")) == "*/kill/error")
        #expect(steps.pattern(of: path("main/wait/stdout/bytes")) == "*/wait/stdout/bytes")
        #expect(steps.pattern(of: path("host/left/mounts")) == "host/left/mounts")
        #expect(steps.pattern(of: path("main/events")) == "*/events")
        #expect(steps.pattern(of: path("main/kill/launch/answer")) == "*/*/launch/answer")
    }
}
