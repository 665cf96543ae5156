import Documents
import Facets
import Policies
import Testing

@testable import Judgement

@Suite("Ledger")
struct LedgerTests {
    static func entry(
        _ status: LedgerEntry.Status, _ facet: String = "*/kill/error", contenders: String...,
        scenarios: [String] = [], expires: String? = "2026-12-01"
    ) -> LedgerEntry {
        LedgerEntry(
            facet: facet,
            contenders: (contenders.isEmpty ? ["b"] : contenders).compactMap { try? ContenderPattern(parsing: $0) },
            scenarios: scenarios.map { Glob($0) }, status: status, reason: "known", owner: "someone", link: "x#1",
            firstSeen: nil, expires: expires, file: "Matrix/ledger/local.yaml")
    }

    static func stage(_ entries: [LedgerEntry]) -> Stage {
        var stage = Stage()
        stage.policy.ledger = entries
        for fresh in [nil, -1] {
            stage.add(rounds: 8, fresh: fresh, candidate: ["main/kill/error": .text("internal")])
        }
        return stage
    }

    @Test("legal is no finding, and counted")
    func legal() {
        let judged = Self.stage([Self.entry(.legal, expires: nil)]).judged()
        #expect(judged.findings.isEmpty && judged.verdict == .pass && judged.requests.isEmpty)
        #expect(judged.applied["ledger Matrix/ledger/local.yaml: */kill/error (legal)"] == 1)
    }

    @Test("legal never covers a broken demand of the contract")
    func legalContract() {
        var stage = Stage()
        stage.policy.ledger = [Self.entry(.legal, "**", contenders: "*", expires: nil)]
        stage.add(rounds: 3, candidate: ["main/wait/exit": .number(1)])
        #expect(stage.judged().short == ["regression main/wait/exit"])
    }

    @Test("open is reported, attributed, and judged as if unknown")
    func open() {
        let judged = Self.stage([Self.entry(.open)]).judged()
        #expect(judged.findings.first?.ledger == "Matrix/ledger/local.yaml: */kill/error (open)")
        #expect(judged.findings.first?.blocks == true && judged.exit == 1)
    }

    @Test("waived is shown and does not block")
    func waived() {
        let judged = Self.stage([Self.entry(.waived)]).judged()
        #expect(judged.findings.first?.blocks == false && judged.exit == 0)
        #expect(judged.findings.first?.rule.contains("waived by someone for b until 2026-12-01: known") == true)
    }

    @Test("expired says nothing any more, and is a finding")
    func expired() {
        let judged = Self.stage([Self.entry(.waived, expires: "2026-05-31")]).judged()
        #expect(judged.short == ["divergence main/kill/error", "stale-ledger */kill/error"])
        #expect(judged.exit == 1)
        #expect(judged.findings[1].blocks == false && judged.findings[1].owner == "someone")
        // On the day itself it still holds.
        #expect(Self.stage([Self.entry(.waived, expires: "2026-06-01")]).judged().exit == 0)
    }

    @Test("an entry about others says nothing here")
    func others() {
        let judged = Self.stage([
            Self.entry(.legal, contenders: "c"), Self.entry(.legal, contenders: "b@>=3"),
            Self.entry(.waived, contenders: "c", expires: "2020-01-01"),
        ]).judged()
        #expect(judged.short == ["divergence main/kill/error"])
    }

    @Test(
        "an entry speaks only of the scenarios that it names",
        arguments: [
            (["life/plain"], true), (["life/*"], true), (["exit/*", "*/plain"], true), (["life"], false),
            (["exit/*"], false), (["life/plain[a=1]"], false),
        ])
    func scenarios(named: [String], speaks: Bool) {
        let legal = Self.stage([Self.entry(.legal, scenarios: named, expires: nil)]).judged()
        #expect(legal.findings.isEmpty == speaks)
        let open = Self.stage([Self.entry(.open, scenarios: named)]).judged()
        #expect((open.findings.first?.ledger != nil) == speaks)
    }

    @Test("an entry that names a release speaks of no other")
    func releases() {
        func exit(_ version: String, _ contenders: String...) -> Int32 {
            var stage = Self.stage([])
            stage.contenders = [KnownContender(name: "b", family: "kata", release: "rust@\(version)")]
            stage.policy.ledger = contenders.map { Self.entry(.legal, contenders: $0, expires: nil) }
            return stage.judged().exit
        }
        #expect(exit("3.15.0", "rust@>=3.15") == 0)
        #expect(exit("3.14.9", "rust@>=3.15") == 1)
        #expect(exit("3.14.9", "rust@>=3.15", "kata@3.14") == 0)
        #expect(exit("3.14.9", "go") == 1)
    }

    @Test("a pattern that is none covers nothing, and is a finding", arguments: ["", "a//b", "**x/y"])
    func noPattern(_ text: String) {
        #expect(Self.stage([Self.entry(.legal, text)]).judged().exit == 1)
        #expect(Self.stage([Self.entry(.legal, text)]).judged().findings.contains { $0.class == .staleLedger })
    }
}
