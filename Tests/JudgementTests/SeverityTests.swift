import Facets
import Scenarios
import Testing

@testable import Judgement

@Suite("Severity")
struct SeverityTests {
    private static func stage(_ rule: ComparisonRule, _ shown: Shown) -> Stage {
        var stage = Stage()
        var scenario = Scenario.plain("life/plain")
        scenario.compare = [rule]
        stage.scenarios = [scenario]
        for fresh in [nil, -1] { stage.add(rounds: 8, fresh: fresh, candidate: shown) }
        return stage
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var pattern: String
        var stated: Severity
        var shown: Shown
        var severity: Severity
        /// What the rule names; nil where it does not name the scenario.
        var rule: String?

        var testDescription: String { "\(pattern) \(stated.rawValue): \(severity.rawValue)" }
    }

    @Test(
        "is the family's, raised or lowered by the scenario, with the rule named",
        arguments: [
            Case(
                pattern: "main/kill/*", stated: .minor, shown: ["main/kill/error": .text("internal")], severity: .minor,
                rule: "; lowered to minor by life/plain: why"),
            Case(
                pattern: "main/kill/*", stated: .blocker, shown: ["main/kill/error": .text("internal")],
                severity: .blocker, rule: "; raised to blocker by life/plain: why"),
            Case(
                pattern: "main/kill/*", stated: .major, shown: ["main/kill/error": .text("internal")],
                severity: .major, rule: nil),
            Case(
                pattern: "main/start/*", stated: .minor, shown: ["main/kill/error": .text("internal")],
                severity: .major, rule: nil),
            // A grave sign stays a blocker, and what the contract demands is never a trifle.
            Case(
                pattern: "host/**", stated: .minor, shown: ["host/left/mounts": .number(1)], severity: .blocker,
                rule: "; lowered to minor by life/plain: why"),
            Case(
                pattern: "**", stated: .minor, shown: ["main/delete/error": .text("internal")], severity: .major,
                rule: "; lowered to minor by life/plain: why"),
        ])
    func table(_ c: Case) throws {
        let rule = ComparisonRule(pattern: c.pattern, treatment: .equal, severity: c.stated, because: "why")
        let finding = try #require(Self.stage(rule, c.shown).judged().findings.first)
        #expect(finding.severity == c.severity)
        #expect(finding.rule.contains("by life/plain") == (c.rule != nil))
        if let rule = c.rule { #expect(finding.rule.contains(rule), "\(finding.rule)") }
    }

    @Test("a rule about severity relaxes nothing")
    func relaxesNothing() {
        let rule = ComparisonRule(pattern: "**", treatment: .equal, severity: .minor, because: "why")
        let judged = Self.stage(rule, ["main/kill/message": .text("other")]).judged()
        #expect(judged.short == ["divergence main/kill/message"])
        #expect(!judged.applied.keys.contains { $0.hasPrefix("compare") })
    }
}
