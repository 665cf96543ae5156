import Facets
import Policies
import Scenarios
import Statistics
import Testing

@testable import Judgement

@Suite("Policies and owners in judging")
struct PolicyTests {
    /// One difference of a severity, settled; `main/kill/error` is major, `main/kill/message` minor.
    static func stage(_ facet: String = "main/kill/error", _ scenario: String = "life/plain") -> Stage {
        var stage = Stage()
        for fresh in [nil, -1] { stage.add(scenario, rounds: 8, fresh: fresh, candidate: [facet: .text("internal")]) }
        return stage
    }

    @Test("a policy of a class lets other severities of it block, and names the rule")
    func byClass() {
        var stage = Self.stage("main/kill/message")
        #expect(stage.judged().exit == 0)
        stage.policy.terms.blocksByClass = ["divergence": [.minor]]
        let judged = stage.judged()
        #expect(judged.exit == 1 && judged.findings.first?.blocks == true)
        #expect(judged.findings.first?.rule.hasSuffix("; divergence blocks under policy standard") == true)
        // In place of the policy's own severities.
        stage = Self.stage()
        stage.policy.terms.blocksByClass = ["divergence": [.blocker]]
        #expect(stage.judged().exit == 0)
    }

    @Test("a critical path lets severities block in the scenarios that cover it")
    func byPath() {
        var stage = Self.stage("main/kill/message")
        stage.policy.terms.blocksByPath = ["other": [.minor]]
        #expect(stage.judged().exit == 0)
        stage.policy.terms.blocksByPath = ["life": [.minor]]
        let judged = stage.judged()
        #expect(judged.exit == 1)
        #expect(judged.findings.first?.rule.contains("critical path life makes it block") == true)
    }

    @Test("what can't block by its class blocks only where the policy says so of the class")
    func shared() {
        var stage = Stage()
        stage.add(rounds: 4, baseline: ["main/wait/exit": .number(1)], candidate: ["main/wait/exit": .number(1)])
        #expect(stage.judged().exit == 0)
        stage.policy.terms.blocksByPath = ["life": [.blocker, .major, .minor]]
        #expect(stage.judged().exit == 0)
        stage.policy.terms.blocksByClass = ["shared-defect": [.blocker]]
        #expect(stage.judged().exit == 1)
    }

    @Test("the classes that a policy can name are the judge's own")
    func classes() {
        #expect(PolicyTerms.classes.allSatisfy { FindingClass(rawValue: $0) != nil })
    }

    @Test("a waiver counts only where the policy honours its owner, and then it stands before what is open")
    func honours() {
        var stage = Self.stage()
        stage.policy.ledger = [LedgerTests.entry(.open), LedgerTests.entry(.waived)]
        let honoured = stage.judged()
        #expect(honoured.exit == 0 && honoured.findings.first?.isWaived == true)
        stage.policy.terms.honours = ["someone else"]
        let refused = stage.judged()
        #expect(refused.exit == 1 && refused.findings.first?.isWaived == false)
        #expect(refused.findings.first?.ledger?.hasSuffix("(open)") == true)
        stage.policy.ledger.removeFirst()
        #expect(stage.judged().exit == 1)
        #expect(stage.judged().findings.first?.rule.contains("honours no waiver of someone") == true)
        stage.policy.terms.honours = ["someone"]
        #expect(stage.judged().exit == 0)
    }

    @Test("owners are those of release, family, or everybody, and lend one another their ways")
    func owners() {
        let owners = Owners(byComponent: [
            "any": Owner("all", escalation: "boss", security: "safe"), "any@kata": "kata",
            "any@rust": Owner("rust", escalation: "lead"), "io@kata": "io of kata",
        ])
        func owner(_ component: String, _ contender: KnownContender?) -> Owner? {
            owners.owner(of: component, contender: contender)
        }
        let rust = KnownContender(name: "b", family: "kata", release: "rust@4.1.0")
        #expect(owner("exit", rust) == Owner("rust", escalation: "lead", security: "safe"))
        #expect(owner("io", rust) == Owner("io of kata", escalation: "lead", security: "safe"))
        #expect(
            owner("io", KnownContender(name: "a", family: "kata"))
                == Owner("io of kata", escalation: "boss", security: "safe"))
        #expect(owner("io", KnownContender(name: "a", family: "runc"))?.name == "all")
        #expect(Owners().owner(of: "io", contender: rust) == nil)
    }

    @Test("what concerns an advisory is told to the security contact only")
    func security() {
        var stage = Stage()
        stage.policy.owners = Owners(byComponent: ["any": Owner("team", escalation: "boss", security: "safe@team")])
        stage.add(rounds: 3, candidate: ["main/wait/exit": .number(1)])
        let open = stage.judged().findings.first
        #expect(open?.owner == "team" && open?.escalation == "boss" && open?.isPrivate == false)
        stage.scenarios[0].origin = ["CVE-2024-21626"]
        let closed = stage.judged().findings.first
        #expect(closed?.owner == "safe@team" && closed?.escalation == nil && closed?.isPrivate == true)
        #expect(closed?.question.hasPrefix("In private") == true)
        #expect(closed?.id == open?.id)
    }
}

@Suite("What was not compared")
struct LibraryReachTests {
    static func stage() -> Stage {
        var stage = Stage()
        for name in ["a/one", "a/two", "a/three", "a/four"] { stage.add(name, rounds: 3) }
        stage.policy.library.criticalPaths = ["life", "death"].map {
            CriticalPath(id: $0, title: "t", component: "c", because: "b")
        }
        stage.policy.library.advisories = [
            Advisory(id: "CVE-1", families: [], check: "c"), Advisory(id: "CVE-2", families: ["kata"], check: "c"),
        ]
        return stage
    }

    @Test("critical paths that nothing covers and advisories that nothing checked are named")
    func named() {
        var stage = Self.stage()
        let lines = stage.judged().notCompared
        #expect(lines.contains("critical paths that no compared scenario covers: 1 of 2: death"))
        #expect(lines.contains("advisories unchecked: 1: CVE-1"))
        #expect(lines.contains { $0.hasPrefix("hypervisors not run: clh, dragonball") })
        stage.scenarios[0].origin = ["CVE-1"]
        stage.contenders = [KnownContender(name: "b", family: "kata", hypervisor: "qemu")]
        #expect(stage.judged().notCompared.contains("advisories unchecked: 1: CVE-2"))
        #expect(stage.judged().notCompared.contains { $0.hasPrefix("hypervisors not run") && !$0.contains("qemu") })
        #expect(stage.judged().exit == 0)
    }

    @Test("what the policy does not allow to be missing makes a pass inconclusive, and nothing else")
    func capped() {
        var stage = Self.stage()
        stage.policy.terms.advisoriesAtMost = 0
        #expect(stage.judged().exit == 2)
        stage.policy.terms.advisoriesAtMost = 1
        #expect(stage.judged().exit == 0)
        stage.add(.baseline, "a/five")
        stage.add(.candidate, "a/five", outcome: .dropped(why: "hung"))
        stage.policy.terms.uncomparedAtMost = 0.2
        #expect(stage.judged().exit == 0)
        stage.policy.terms.uncomparedAtMost = 0.19
        let judged = stage.judged()
        #expect(judged.exit == 2 && judged.verdicts[.behaviour] == .inconclusive)
        #expect(
            judged.notCompared.contains {
                $0.hasPrefix("1 of 5 scenarios were not compared; policy standard allows 19 %")
            })
        stage.add("a/six", rounds: 3, candidate: ["main/wait/exit": .number(1)])
        #expect(stage.judged().exit == 1)
    }

    @Test("a scenario that neither side supports is no gap between them")
    func beyond() {
        var stage = Self.stage()
        stage.policy.terms.uncomparedAtMost = 0
        for side in Side.allCases { stage.add(side, "a/vm", outcome: .unsupported(why: "vmm")) }
        #expect(stage.judged().exit == 0)
        stage.add(.baseline, "a/one-sided")
        stage.add(.candidate, "a/one-sided", outcome: .infrastructure(why: "x"))
        #expect(stage.judged().exit == 2)
    }
}

@Suite("Stale entries of the ledger")
struct StaleLedgerTests {
    static func stage(_ entry: LedgerEntry, scenarios: Int, rounds: Int, showing: Int = 0) -> Stage {
        var stage = Stage()
        stage.policy.ledger = [entry]
        for number in 0..<scenarios {
            let shown: Shown = number < showing ? ["main/kill/error": .text("internal")] : [:]
            for fresh in [nil, -1] { stage.add("s/\(number)", rounds: rounds / 2, fresh: fresh, candidate: shown) }
        }
        stage.policy.library.scenarios = stage.scenarios.map(\.id)
        return stage
    }

    static func stale(_ stage: Stage) -> [String] {
        stage.judged().findings.filter { $0.class == .staleLedger }.map(\.rule)
    }

    @Test("an entry is no longer seen once each of its scenarios had eight trials a side")
    func unseen() throws {
        let entry = LedgerTests.entry(.open)
        let rules = Self.stale(Self.stage(entry, scenarios: 2, rounds: 8))
        let rule = try #require(rules.first)
        #expect(rule.contains("no longer seen, in 2 scenarios with at least 8 trials a side: rarer than 32 %"))
        #expect(Self.stale(Self.stage(entry, scenarios: 2, rounds: 6)).isEmpty)
        #expect(Self.stale(Self.stage(entry, scenarios: 2, rounds: 8, showing: 1)).isEmpty)
        #expect(Self.stale(Self.stage(LedgerTests.entry(.legal, expires: nil), scenarios: 1, rounds: 8)).count == 1)
    }

    @Test("where it could not have been seen, nothing is said")
    func unseeable() {
        var stage = Self.stage(LedgerTests.entry(.open), scenarios: 2, rounds: 8)
        // A scenario of the library that was not run might show it.
        stage.policy.library.scenarios.append("s/other")
        #expect(Self.stale(stage).isEmpty)
        stage.policy.ledger = [LedgerTests.entry(.open, scenarios: ["s/1", "s/0"])]
        #expect(Self.stale(stage).count == 1)
        stage.policy.ledger = [LedgerTests.entry(.open, "*/pause/error", scenarios: ["s/1"])]
        #expect(Self.stale(stage).isEmpty)
        stage.policy.ledger = [LedgerTests.entry(.open, contenders: "c", scenarios: ["s/1"])]
        #expect(Self.stale(stage).isEmpty)
        stage.policy.library.scenarios = []
        stage.policy.ledger = [LedgerTests.entry(.open)]
        #expect(Self.stale(stage).isEmpty)
    }

    @Test("a broken demand of both sides is a sight of it, too")
    func shared() {
        var stage = Stage()
        stage.policy.ledger = [LedgerTests.entry(.open, "main/wait/exit")]
        stage.add(rounds: 8, baseline: ["main/wait/exit": .number(1)], candidate: ["main/wait/exit": .number(1)])
        stage.policy.library.scenarios = ["life/plain"]
        #expect(Self.stale(stage).isEmpty)
        #expect(stage.judged().findings.first?.ledger != nil)
    }

    @Test("an entry that is seen in a few of many scenarios is broader than needed")
    func broad() throws {
        let stage = Self.stage(LedgerTests.entry(.open), scenarios: 9, rounds: 8, showing: 2)
        let rule = try #require(Self.stale(stage).first)
        #expect(rule.contains("seen in 2 of the 9 scenarios") && rule.hasSuffix("'scenarios': s/0, s/1"))
        #expect(Self.stale(Self.stage(LedgerTests.entry(.open), scenarios: 9, rounds: 8, showing: 5)).isEmpty)
        #expect(Self.stale(Self.stage(LedgerTests.entry(.open), scenarios: 7, rounds: 8, showing: 1)).isEmpty)
        let narrow = LedgerTests.entry(.open, scenarios: ["s/0", "s/1"])
        #expect(Self.stale(Self.stage(narrow, scenarios: 9, rounds: 8, showing: 2)).isEmpty)
    }

    @Test(
        "with any ledger one more scenario changes no finding of another, and judging twice gives the same",
        arguments: 0..<30)
    func unrelated(_ seed: UInt64) {
        var random = Random(seed: seed, for: "ledger")
        var entries: [LedgerEntry] = []
        for facet in ["*/kill/error", "main/**", "host/left/*", "main/wait/exit"] {
            guard let status = LedgerEntry.Status.allCases.randomElement(using: &random) else { continue }
            let scenarios = Bool.random(using: &random) ? ["life/a"] : []
            entries.append(LedgerTests.entry(status, facet, scenarios: scenarios))
        }
        func judged(_ scenarios: [String]) -> Judged {
            var stage = PropertyTests.stage(seed, scenarios: ["life/a", "life/b"])
            stage.policy.ledger = entries
            if scenarios.contains("life/z") {
                stage.add("life/z", rounds: 4, candidate: ["main/pause/thing": .number(1)])
                stage.add("life/z", rounds: 8, fresh: -1, candidate: ["main/pause/thing": .number(1)])
            }
            return stage.judged()
        }
        let (before, after) = (judged([]), judged(["life/z"]))
        #expect(after.findings.filter { $0.scenarios != ["life/z"] } == before.findings)
        #expect(String(describing: judged(["life/z"]).findings) == String(describing: after.findings))
    }
}
