import Coverage
import Documents
import Facets
import Foundation
import Policies
import Testing

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

private let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A mistake in a file, and what is to be said of it.
struct Mistake: Sendable {
    var text: String
    var line: Int
    var column: Int
    var says: String
    var suggests: String?

    init(_ text: String, _ line: Int, _ column: Int, _ says: String, _ suggests: String? = nil) {
        self.text = text
        self.line = line
        self.column = column
        self.says = says
        self.suggests = suggests
    }

    func isTold(by diagnostics: [Diagnostic]) -> Bool {
        diagnostics.contains {
            $0.line == line && $0.column == column && $0.message.contains(says) && $0.suggestion == suggests
        }
    }
}

@Suite("Policies")
struct PolicyFileTests {
    @Test("a policy is read")
    func reads() {
        let file = PolicyFile.load(
            bytes(
                "ci: { requires: [behaviour, timing], blocks: [blocker], floor: 2.5%, gates: [pod-ready, pod-gone], margin: 5 %, error: 0.01, budget: 10m }\nother: { requires: [behaviour], blocks: [] }\n"
            ),
            file: "p")
        #expect(file.diagnostics.map(\.description) == [])
        #expect(
            file.policies == [
                Policy(
                    name: "ci", requires: ["behaviour", "timing"], blocks: [.blocker], floor: 0.025,
                    gates: ["pod-ready", "pod-gone"], margin: 0.05, error: 0.01, budgetNanoseconds: 600_000_000_000,
                    owners: Owners(), ledger: [], terms: PolicyTerms(honours: [])),
                Policy(
                    name: "other", requires: ["behaviour"], blocks: [], floor: 0.03, owners: Owners(), ledger: [],
                    terms: PolicyTerms(honours: [])),
            ])
    }

    static let mistakes = [
        Mistake("ci: { requires: [behavior], blocks: [] }", 1, 18, "unknown aspect 'behavior'", "behaviour"),
        Mistake("ci: { requires: [], blocks: [] }", 1, 17, "can decide nothing"),
        Mistake("ci: { requires: [coverage], blocks: [] }", 1, 17, "needs 'reach'"),
        Mistake("ci: { blocks: [] }", 1, 5, "needs 'requires'"),
        Mistake("ci: { requires: [timing], blocks: [mayor] }", 1, 36, "unknown severity 'mayor'", "major"),
        Mistake("ci: { requires: [timing], blocks: [], floor: 3 }", 1, 46, "a share like 3 %"),
        Mistake("ci: { requires: [timing], blocks: [], floor: -3 % }", 1, 46, "a share like 3 %"),
        Mistake("ci: { requires: [timing], blocks: [], floor: nan% }", 1, 46, "a share like 3 %"),
        Mistake("ci: { requires: [timing], blocks: [], gate: [] }", 1, 39, "unknown key in policy 'ci'", "gates"),
        Mistake("ci: { requires: [timing], blocks: [] }", 1, 17, "needs 'gates'"),
        Mistake("ci: { requires: [timing], blocks: [], gates: [] }", 1, 17, "needs 'gates'"),
        Mistake("ci: { requires: [timing], blocks: [], gates: [pod-redy] }", 1, 47, "unknown measure", "pod-ready"),
        Mistake("ci: { requires: [timing], blocks: [], gates: [pod-gone, pod-gone] }", 1, 46, "twice"),
        Mistake("ci: { requires: [timing], blocks: [], gates: [pod-gone], margin: 2 % }", 1, 66, "at least the floor"),
        Mistake("ci: { requires: [timing], blocks: [], gates: [pod-gone], margin: 2 }", 1, 66, "a share like 3 %"),
        Mistake("ci: { requires: [timing], blocks: [], gates: [pod-gone], error: 0 }", 1, 65, "a probability"),
        Mistake("ci: { requires: [timing], blocks: [], gates: [pod-gone], error: nan }", 1, 65, "a probability"),
        Mistake("ci: { requires: [timing], blocks: [], gates: [pod-gone], budget: 10 }", 1, 66, "a time like"),
        Mistake("Ci: { requires: [timing], blocks: [] }", 1, 1, "small letters"),
        Mistake("[]", 1, 1, "must be a map"),
    ]

    @Test("a mistake is told with its place", arguments: mistakes)
    func refuses(mistake: Mistake) {
        let file = PolicyFile.load(bytes(mistake.text), file: "p")
        #expect(file.policies == [])
        #expect(mistake.isTold(by: file.diagnostics), "\(file.diagnostics)")
    }

    @Test("the package's own policies and owners load, and there is a default")
    func own() throws {
        let policies = PolicyFile.load(
            Array(try Data(contentsOf: root.appending(path: "Matrix/policies.yaml"))), file: "p")
        #expect(policies.diagnostics.map(\.description) == [])
        let policy = try #require(policies.policies.first { $0.name == "default" })
        #expect(policy.requires == ["behaviour"])
        #expect(policy.blocks == [.blocker, .major])
        #expect(policy.floor == 0.03 && policy.gates.isEmpty)
        let margins = ["ci": 0.1, "vendor": 0.05, "release": 0.05]
        for (name, margin) in margins {
            let policy = try #require(policies.policies.first { $0.name == name })
            #expect(policy.margin == margin && policy.error == 0.005 && policy.gates.contains("pod-ready"))
        }
        let owners = OwnersFile.load(Array(try Data(contentsOf: root.appending(path: "Matrix/owners.yaml"))), file: "o")
        #expect(owners.diagnostics.map(\.description) == [])
        #expect(!owners.owners.byComponent.isEmpty)
    }
}

@Suite("Owners")
struct OwnersFileTests {
    @Test("owners are read by component and family, with the ways to reach them")
    func reads() throws {
        let file = OwnersFile.load(
            bytes("io: A\nio@kata: B\nany@rust: { owner: C, escalation: D, security: E }\n"), file: "o")
        #expect(file.diagnostics == [])
        let owners = Owners(byComponent: [
            "io": "A", "io@kata": "B", "any@rust": Owner("C", escalation: "D", security: "E"),
        ])
        #expect(file.owners == owners)
        #expect(try JSONDecoder().decode(Owners.self, from: JSONEncoder().encode(owners)) == owners)
        let old = Data(#"{"byComponent": {"io": "A"}}"#.utf8)
        #expect(try JSONDecoder().decode(Owners.self, from: old) == Owners(byComponent: ["io": "A"]))
    }

    @Test("the package's own name an owner and a security contact for every component of every family")
    func own() throws {
        let file = OwnersFile.load(Array(try Data(contentsOf: root.appending(path: "Matrix/owners.yaml"))), file: "o")
        let contenders = [
            KnownContender(name: "a", family: "runc"), KnownContender(name: "a", family: "kata", release: "go@4.1.0"),
            KnownContender(name: "a", family: "kata", release: "rust@4.1.0"),
        ]
        for component in Set(Catalogue.shim.entries.map(\.component)) {
            for contender in contenders {
                let owner = file.owners.owner(of: component, contender: contender)
                #expect(owner?.escalation != nil && owner?.security != nil, "\(component) of \(contender.family)")
            }
        }
        func owner(_ component: String, _ contender: Int) -> String? {
            file.owners.owner(of: component, contender: contenders[contender])?.name
        }
        #expect(owner("exit", 1)?.contains("golang") == true && owner("exit", 2)?.contains("/rust") == true)
        #expect(owner("guest-privileges", 2)?.contains("/agent") == true)
    }

    @Test(
        "a mistake is told with its place",
        arguments: [
            Mistake("io@: A", 1, 1, "COMPONENT@FAMILY"), Mistake("a@b@c: A", 1, 1, "COMPONENT@FAMILY"),
            Mistake("io: [A]", 1, 5, "must be a text"), Mistake("io: { owner: }", 1, 14, "must be a text"),
            Mistake("io: { escalation: B }", 1, 5, "needs 'owner'"),
            Mistake("io: { ovner: A }", 1, 7, "unknown key", "owner"), Mistake("io:", 1, 4, "must be a text"),
        ])
    func refuses(mistake: Mistake) {
        let file = OwnersFile.load(bytes(mistake.text), file: "o")
        #expect(mistake.isTold(by: file.diagnostics), "\(file.diagnostics)")
        #expect(file.owners == Owners())
    }
}

@Suite("Ledgers")
struct LedgerFileTests {
    private static let good = "facet: '*/kill/error', contenders: crun, reason: r, owner: o, link: l"

    @Test("an entry is read")
    func reads() throws {
        let file = LedgerFile.load(
            bytes(
                "- { \(Self.good), status: open, first-seen: 2026-01-02, expires: 2026-02-28 }\n- { \(Self.good.replacing("crun", with: "'*'")), status: legal }"
            ),
            file: "ledger/x.yaml")
        #expect(file.diagnostics.map(\.description) == [])
        #expect(file.entries.count == 2)
        #expect(
            file.entries.first
                == LedgerEntry(
                    facet: "*/kill/error", contenders: [try ContenderPattern(parsing: "crun")], status: .open,
                    reason: "r", owner: "o", link: "l", firstSeen: "2026-01-02", expires: "2026-02-28",
                    file: "ledger/x.yaml", line: 1))
        #expect(file.entries.last?.contenders.map(\.text) == ["*"])
    }

    @Test("contenders and scenarios are one or many")
    func lists() throws {
        let file = LedgerFile.load(
            bytes(
                """
                - facet: early/**
                  contenders: [crun@>=1.8 <1.15, runc@1.1.5]
                  scenarios: [state/*, "signals/before-start[signal=9]"]
                  status: legal
                  reason: r
                  owner: o
                  link: l
                - { facet: "early/**", contenders: crun, scenarios: exit/*, status: legal, reason: r, owner: o, link: l }
                """), file: "l", scenarios: ["state/kill", "signals/before-start", "exit/codes"])
        #expect(file.diagnostics.map(\.description) == [])
        #expect(file.entries.map { $0.contenders.map(\.text) } == [["crun@>=1.8 <1.15", "runc@1.1.5"], ["crun"]])
        #expect(
            file.entries.map { $0.scenarios.map(\.text) } == [
                ["state/*", "signals/before-start[signal=9]"], ["exit/*"],
            ])
        #expect(file.entries.map(\.line) == [1, 8])
        let entry = try #require(file.entries.first)
        #expect(entry.speaks(ofScenario: "state/kill") && entry.speaks(ofScenario: "signals/before-start[signal=9]"))
        #expect(!entry.speaks(ofScenario: "signals/before-start[signal=15]") && !entry.speaks(ofScenario: "exit/codes"))
    }

    @Test("an entry of an archive reads back, one of an earlier archive too")
    func archived() throws {
        let text = "- { \(Self.good), scenarios: [a/*], status: open, expires: 2026-02-28 }"
        let entries = LedgerFile.load(bytes(text), file: "l").entries
        #expect(try JSONDecoder().decode([LedgerEntry].self, from: JSONEncoder().encode(entries)) == entries)
        let old = #"""
            {"facet": "a/**", "contenders": "crun", "status": "legal", "reason": "r", "owner": "o", "link": "l", "file": "f"}
            """#
        let entry = try JSONDecoder().decode(LedgerEntry.self, from: Data(old.utf8))
        #expect(entry.contenders.map(\.text) == ["crun"] && entry.scenarios.isEmpty && entry.line == 0)
    }

    @Test("an entry that an earlier one holds is refused, one that only meets it is not")
    func overlaps() {
        func problems(_ first: String, _ second: String) -> Int {
            let rest = ", status: legal, reason: r, owner: o, link: l }"
            return LedgerFile.load(bytes("- { \(first)\(rest)\n- { \(second)\(rest)\n"), file: "l").diagnostics.count
        }
        #expect(problems("facet: 'main/**', contenders: crun", "facet: main/a/b, contenders: crun") == 1)
        #expect(
            problems("facet: 'main/create-*/message', contenders: '*'", "facet: main/create-a/message, contenders: x")
                == 1)
        #expect(problems("facet: '**', contenders: crun", "facet: '*/**/x', contenders: crun@1.8") == 1)
        #expect(problems("facet: '**', contenders: crun", "facet: '**', contenders: crun, scenarios: a/*") == 1)
        #expect(problems("facet: a, contenders: [x, y]", "facet: a, contenders: [y, x]") == 1)
        #expect(problems("facet: main/a/b, contenders: crun", "facet: 'main/**', contenders: crun") == 0)
        #expect(problems("facet: '*/a', contenders: crun", "facet: '**/a', contenders: crun") == 0)
        #expect(problems("facet: '*/a', contenders: crun", "facet: 'b/*', contenders: crun") == 0)
        #expect(problems("facet: '**', contenders: crun, scenarios: a/*", "facet: '**', contenders: crun") == 0)
        #expect(problems("facet: '**', contenders: crun@1.8", "facet: '**', contenders: crun") == 0)
        #expect(problems("facet: '**', contenders: [x, y]", "facet: '**', contenders: [y, z]") == 0)
    }

    static let mistakes = [
        Mistake("- { \(good), status: opne }", 1, 84, "unknown status 'opne'", "open"),
        Mistake("- { \(good), status: open }", 1, 3, "'open' needs 'expires'"),
        Mistake("- { \(good), status: waived }", 1, 3, "'waived' needs 'expires'"),
        Mistake("- { \(good), status: open, expires: 2026-02-30 }", 1, 99, "a date like"),
        Mistake("- { \(good), status: open, expires: soon }", 1, 99, "a date like"),
        Mistake(
            "- { \(good), status: open, first-seen: 2026-03-01, expires: 2026-02-01 }", 1, 123,
            "before it was first seen"),
        Mistake("- { \(good), status: legal, severity: major }", 1, 91, "unknown key"),
        Mistake("- { facet: a, contenders: b, status: legal, owner: o, link: l }", 1, 3, "needs 'reason'"),
        Mistake("- { facet: a, contenders: b, status: legal, reason: r, link: l }", 1, 3, "needs 'owner'"),
        Mistake("- { facet: a, contenders: b, status: legal, reason: r, owner: o }", 1, 3, "needs 'link'"),
        Mistake(
            "- { facet: 'a//b', contenders: b, status: legal, reason: r, owner: o, link: l }", 1, 15,
            "a name is missing"),
        Mistake(
            "- { facet: a**, contenders: b, status: legal, reason: r, owner: o, link: l }", 1, 13, "'**' stands alone"),
        Mistake(
            "- { \(good), status: legal }\n- { \(good), status: legal }", 2, 3,
            "the entry in line 1 knows all of this already"),
        Mistake("facet: a", 1, 1, "must be a list"),
        Mistake("- { facet: a, contenders: [], status: legal, reason: r, owner: o, link: l }", 1, 27, "at least one"),
        Mistake(
            "- { facet: a, contenders: [b, 'c@'], status: legal, reason: r, owner: o, link: l }", 1, 34, "is missing"),
        Mistake(
            "- { facet: a, contenders: c@>x, status: legal, reason: r, owner: o, link: l }", 1, 29, "a release like"),
        Mistake(
            "- { facet: a, contenders: c*, status: legal, reason: r, owner: o, link: l }", 1, 28, "letters, digits"),
        Mistake(
            "- { facet: a, contenders: [b@1, c], status: waived, reason: r, owner: o, link: l, expires: 2027-01-01 }",
            1, 27, "for a named release"),
        Mistake("- { \(good), scenarios: [], status: legal }", 1, 87, "at least one"),
        Mistake("- { \(good), scenarios: {}, status: legal }", 1, 87, "must be a text"),
        Mistake("- { \(good), scenarios: exti/*, status: legal }", 1, 87, "unknown scenario 'exti/*'"),
        Mistake("- { \(good), scenarios: exit/code, status: legal }", 1, 87, "unknown scenario", "exit/codes"),
    ]

    @Test("a mistake is told with its place", arguments: mistakes)
    func refuses(mistake: Mistake) {
        let file = LedgerFile.load(bytes(mistake.text), file: "l", scenarios: ["exit/codes", "io/plain"])
        #expect(file.entries == [])
        #expect(mistake.isTold(by: file.diagnostics), "\(file.diagnostics)")
    }

    @Test(
        "dates are days that exist",
        arguments: [
            ("2024-02-29", true), ("2026-02-29", false), ("2000-02-29", true), ("1900-02-29", false),
            ("2026-13-01", false), ("2026-00-10", false), ("2026-1-01", false), ("2026-12-31", true),
            ("+026-12-31", false),
        ])
    func dates(text: String, exists: Bool) {
        let file = LedgerFile.load(bytes("- { \(Self.good), status: open, expires: \"\(text)\" }"), file: "l")
        #expect(file.diagnostics.isEmpty == exists, "\(file.diagnostics)")
    }

    @Test(
        "the package's own ledgers load",
        arguments: ["local", "newer", "upgrade", "kata", "kata-3.0", "kata-4", "kata-pr", "kata-standin"])
    func own(name: String) throws {
        let path = "Matrix/ledger/\(name).yaml"
        let file = LedgerFile.load(Array(try Data(contentsOf: root.appending(path: path))), file: path)
        #expect(file.diagnostics.map(\.description) == [])
    }

    @Test("what is only known upstream of Kata is open, expires, and is about the contenders of its matrix")
    func upstream() throws {
        let contenders = [
            KnownContender(name: "go-qemu", family: "kata", release: "go@4.1.0"),
            KnownContender(name: "rust-qemu", family: "kata", release: "rust@4.1.0"),
        ]
        let path = "Matrix/ledger/kata.yaml"
        let entries = LedgerFile.load(Array(try Data(contentsOf: root.appending(path: path))), file: path).entries
        #expect(entries.count >= 5)
        for entry in entries {
            #expect(
                entry.status == .open && entry.expires != nil
                    && entry.link.hasPrefix("https://github.com/kata-containers/"))
            #expect(contenders.contains { contender in entry.contenders.contains { $0.matches(contender) } })
            #expect(!entry.scenarios.isEmpty)
        }
        // The Rust shim's events were missing before 3.28 only.
        let old = LedgerFile.load(
            Array(try Data(contentsOf: root.appending(path: "Matrix/ledger/kata-3.0.yaml"))), file: "l"
        ).entries.first { $0.facet == "*/events/**" }
        let rust = KnownContender(name: "rust", family: "kata", release: "rust@3.0.0")
        #expect(old?.contenders.allSatisfy { $0.matches(rust) && !$0.matches(contenders[1]) } == true)
    }
}

@Suite("Critical paths")
struct CriticalPathsFileTests {
    @Test("the package's own list loads")
    func own() throws {
        let file = CriticalPathsFile.load(
            Array(try Data(contentsOf: root.appending(path: "Matrix/critical-paths.yaml"))), file: "c")
        #expect(file.diagnostics.map(\.description) == [])
        #expect(file.paths.count == 32)
        let path = try #require(file.paths.first { $0.id == "signal-delivery" })
        #expect(path.title == "Signals and kill")
        #expect(path.component == "runtime")
        #expect(Set(file.paths.map(\.because)).count == 32)
    }

    @Test("the package's own list knows Kata's shims by release, and containerd's shim for runc by its version")
    func places() throws {
        let file = CriticalPathsFile.load(
            Array(try Data(contentsOf: root.appending(path: "Matrix/critical-paths.yaml"))), file: "c")
        func count(_ contender: KnownContender) -> Int { file.paths.count { $0.listed(for: contender) != nil } }
        func kata(_ release: String) -> KnownContender { KnownContender(name: "x", family: "kata", release: release) }
        func runc(_ version: String) -> KnownContender {
            KnownContender(
                name: "x", family: "runc",
                shim: KnownContender.Program(name: "containerd-shim-runc-v2", version: version))
        }
        #expect(count(kata("go@4.1.0")) == 32)
        #expect(count(kata("rust@4.1.0")) == 32)
        // Kata 3.0's Rust shim runs no QEMU.
        #expect(count(kata("rust@3.0.0")) == 31)
        #expect(count(runc("1.6.20~ds1 (1.6.20~ds1-1+deb12u3)")) == 18)
        #expect(count(runc("1.7.24")) == 0)
        let sizing = try #require(file.paths.first { $0.id == "sandbox-sizing" })
        #expect(sizing.listed(for: kata("rust@3.0.0"))?.places.map(\.text) == ["runtimes/src/static_resource.rs"])
        #expect(sizing.listed(for: kata("rust@4.1.0"))?.places.count == 4)
    }

    @Test("places are kept in an archive, and one of before they were listed is read")
    func archived() throws {
        let file = CriticalPathsFile.load(bytes(Self.placed("{ \"go@>=3.0\": ['a.go:{b,c}'] }")), file: "c")
        let path = try #require(file.paths.first)
        let archived = try JSONEncoder().encode(path)
        #expect(try JSONDecoder().decode(CriticalPath.self, from: archived) == path)
        let old = #"{"id":"a","title":"t","component":"c","because":"b"}"#
        #expect(try JSONDecoder().decode(CriticalPath.self, from: Data(old.utf8)).places == [])
        let bad = CriticalPath(
            id: "a", title: "t", component: "c", because: "b",
            places: [PlacesInCode(contenders: try ContenderPattern(parsing: "*"), places: ["../../x"])])
        #expect(bad.listed(for: KnownContender(name: "x"))?.places == [])
    }

    @Test(
        "a mistake is told with its place",
        arguments: [
            Mistake(
                "- { id: a, title: t, component: c, because: b }\n- { id: a, title: t, component: c, because: b }", 2,
                3, "stands here already"),
            Mistake("- { id: A, title: t, component: c }", 1, 9, "small letters"),
            Mistake("- { id: a, title: t, because: b }", 1, 3, "needs 'component'"),
            Mistake("- { id: a, title: t, component: c }", 1, 3, "needs 'because'"),
            Mistake("- { id: a, titel: t, component: c }", 1, 12, "unknown key", "title"),
        ])
    func refuses(mistake: Mistake) {
        let file = CriticalPathsFile.load(bytes(mistake.text), file: "c")
        #expect(file.paths == [])
        #expect(mistake.isTold(by: file.diagnostics), "\(file.diagnostics)")
    }

    private static func placed(_ places: String) -> String {
        "- { id: a, title: t, component: c, because: b,\n  places: \(places) }"
    }
}
