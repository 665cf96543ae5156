import Facets
import Policies
import Scenarios
import Testing

@testable import Judgement

@Suite("What is set aside before comparing")
struct SetAsideTests {
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
}
