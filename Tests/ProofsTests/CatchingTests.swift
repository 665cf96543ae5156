import Facets
import Judgement
import Scenarios
import Testing

@testable import Proofs

@Suite("What of a judgement catches a fault")
struct CatchingTests {
    private func caught(_ fault: Fault, _ findings: [Finding], seenOnce: Bool = false) -> Catching {
        Catching(fault, in: .sample(findings), scenarios: ["exit/killed": .sample()], seenOnce: seenOnce)
    }

    @Test("a finding at the fault's facet does, with its class, severity and step held against what is expected")
    func right() throws {
        let caught = caught(.sample(), [.sample()])
        let finding = try #require(caught.finding)
        #expect(finding.classRight && finding.firstDivergenceRight == true && finding.verb == "wait")
        #expect(caught.scenarios == ["exit/killed"] && caught.trial == 4 && caught.elsewhere.isEmpty)
    }

    @Test(
        "facets are compared as patterns, on both sides",
        arguments: [
            ("*/wait/exit", "main/wait/exit", true), ("main/wait/exit", "*/wait/exit", true),
            ("**/exit", "*/wait/exit", true), ("*/wait/exit", "*/kill/exit", false),
            ("*/wait/exit", "run/events", false), ("host/left/**", "host/left/mounts", true),
            ("no [pattern", "*/wait/exit", false), ("create-container", "create-container", true),
        ])
    func patterns(_ meant: String, _ found: String, _ isCaught: Bool) {
        let caught = caught(.sample(facets: [meant]), [.sample(found)])
        #expect((caught.finding != nil) == isCaught)
        #expect(caught.elsewhere == (isCaught ? [] : [found]))
    }

    @Test("a difference that stands under another is caught with that")
    func follows() throws {
        let caught = caught(.sample(), [.sample("run/events", follows: ["main/state", "main/wait/exit"])])
        #expect(try #require(caught.finding).facet == "run/events")
    }

    @Test(
        "what says no difference is no catch",
        arguments: [
            (FindingClass.sharedDefect, "candidate"), (.staleLedger, "candidate"), (.notSeenAgain, "candidate"),
            (.intermittent, "both"),
        ])
    func nothing(_ class: FindingClass, _ odd: String) {
        let caught = caught(.sample(), [.sample("*/wait/exit", `class`, odd: odd)])
        #expect(caught.finding == nil)
        #expect((caught.onBothSides != nil) == (`class` == .sharedDefect || odd == "both"))
    }

    @Test("what both sides do elsewhere is not told of the fault")
    func bothElsewhere() {
        #expect(caught(.sample(), [.sample("run/events", .intermittent, odd: "both")]).onBothSides == nil)
    }

    @Test("of a fault that strikes now and then, being reported once counts too, as what it is")
    func seenOnce() throws {
        let findings = [Finding.sample("*/wait/exit", .notSeenAgain)]
        let caught = caught(.sample(), findings, seenOnce: true)
        #expect(try #require(caught.finding).classRight == false)
    }

    @Test("what breaks the contract now and then must be a finding, what does not at least be reported")
    func rare() {
        #expect(!Fault.sample().rare(breaksContract: true).expects.classes.contains("not-seen-again"))
        #expect(Fault.sample().rare(breaksContract: false).expects.classes.contains("not-seen-again"))
    }

    @Test(
        "class and severity must both be right",
        arguments: [
            (FindingClass.divergence, Severity.blocker, false), (.regression, .minor, false),
            (.regression, .major, true), (.regression, .blocker, true),
        ])
    func classes(_ class: FindingClass, _ severity: Severity, _ isRight: Bool) throws {
        let caught = caught(.sample(), [.sample("*/wait/exit", `class`, severity)])
        #expect(try #require(caught.finding).classRight == isRight)
    }

    @Test("of several the first of the right class stands for it")
    func several() throws {
        let caught = caught(
            .sample(), [.sample("*/wait/exit", .divergence, scenarios: ["exit/other"]), .sample()])
        let finding = try #require(caught.finding)
        #expect(finding.class == "regression" && caught.scenarios == ["exit/killed", "exit/other"])
    }

    @Test(
        "the verb of a step is found by its label, in branches, and in the tear-down",
        arguments: [
            ("main/~1/first", "wait"), ("main/~2/kill", "kill"), ("main/kill#2", "kill"), ("main/create", "create"),
            ("main/down.delete", "delete"), ("run/down.shutdown#2", "shutdown"), ("run", "run"), ("", ""),
        ])
    func verbs(_ step: String, _ verb: String) {
        #expect(Proofs.verb(ofStep: step, in: .sample()) == verb)
    }

    @Test("a fault with no one step has no place to be right about")
    func noStep() throws {
        #expect(try #require(caught(.sample(step: nil), [.sample()]).finding).firstDivergenceRight == nil)
        #expect(try #require(caught(.sample(step: "kill"), [.sample()]).finding).firstDivergenceRight == false)
    }

    @Test(
        "a slow-down is caught by a measure of its own that is told slower, the sum of several only with that itself",
        arguments: [
            (["start"], ["start"], "start", true), (["start"], ["delete"], nil, false),
            (["start", "delete", "whole"], ["start", "delete"], nil, false),
            (["start", "delete", "whole"], ["whole", "delete"], "delete", true),
            (["start", "delete", "whole"], ["whole"], "whole", false),
        ] as [([String], [String], String?, Bool)])
    func slowDowns(_ slowed: [String], _ slower: [String], _ facet: String?, _ isRight: Bool) {
        // No catalogue weighs the sum: its finding is a minor one.
        let findings = slower.map { Finding.sample($0, .regression, $0 == "whole" ? .minor : .major) }
        let improved = Finding.sample("start", .improvement, .major)
        let caught = CatchingFinding(
            slowing: slowed, sum: "whole", in: .sample([improved] + findings), of: .sample("time/whole"))
        #expect(caught?.facet == facet && caught?.classRight ?? false == isRight)
        #expect(caught?.firstDivergenceRight == nil)
    }
}
