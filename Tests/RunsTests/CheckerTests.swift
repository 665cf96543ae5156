import Documents
import Foundation
import Runs
import Scenarios
import Testing

@Suite("Checking files")
struct CheckerTests {
    private func check(_ text: String, _ file: String) -> [String] {
        Checker.check(Array(text.utf8), file: file).map(\.description)
    }

    private static let scenario = """
        id: a/b
        title: T
        because: B
        origin: [o]
        covers: [c]
        containers: { main: { process: [probe] } }
        steps: [{ run: main }]
        """
    private static let matrix = "contenders: { a: { shim: /a } }"
    private static let ledger = "- { facet: a, contenders: b, status: legal, reason: r, owner: o, link: l }"
    private static let policies = "ci: { requires: [behaviour], blocks: [] }"
    private static let owners = "io: A\ntask-api@runc: B\ncapabilities: C"
    private static let paths = "- { id: a, title: t, component: c, because: b }"
    private static let owner = "io: { owner: A, security: B }"
    private static let advisories = "- { id: CVE-1, check: c }"
    private static let capabilities = "- { id: a, title: t, probe: a/b }"

    @Test(
        "a good file is good wherever it lies",
        arguments: [
            (scenario, "x.yaml"), (scenario, "Scenarios/a/b.yaml"), (matrix, "x.yaml"), (matrix, "Matrix/x.yaml"),
            (ledger, "x.yaml"), (ledger, "/lib/Matrix/ledger/x.yaml"), (policies, "x.yaml"),
            (policies, "Matrix/policies.yaml"), (owners, "x.yaml"), (owners, "Matrix/owners.yaml"), (paths, "x.yaml"),
            (paths, "Matrix/critical-paths.yaml"), (capabilities, "x.yaml"),
            (capabilities, "Matrix/capabilities.yaml"), (owner, "x.yaml"),
            (advisories, "x.yaml"), (advisories, "Matrix/advisories.yaml"), ("[]", "x.yaml"),
            ("[]", "Matrix/ledger/x.yaml"),
        ])
    func good(text: String, file: String) {
        #expect(check(text, file) == [])
    }

    @Test(
        "files that are meant to harm are refused with a place, whatever kind they are of",
        arguments: ["Matrix/ledger/x.yaml", "Matrix/policies.yaml", "Matrix/owners.yaml", "Matrix/advisories.yaml"])
    func harmful(file: String) {
        let large = [UInt8](repeating: UInt8(ascii: "#"), count: 50 << 20)
        let told = Checker.check(large, file: file).map(\.description)
        #expect(told == ["\(file):1:1: the file has 52428800 bytes; at most 1048576 (1 MiB) are read"])
        let alias = "a: &x [1, 2]\nb: [*x, *x]\n"
        #expect(
            check(alias, file).contains { $0.hasPrefix("\(file):1:4: anchors and aliases") }, "\(check(alias, file))")
        #expect(check("a: 1\na: 2\n", file).contains { $0.hasPrefix("\(file):") && $0.contains("stands twice") })
        #expect(check(String(repeating: "[", count: 3000), file).contains { $0.contains("nested too deeply") })
    }

    @Test("a ledger of too many entries, or with a pattern that is too long, is refused")
    func many() {
        let entry = "- { facet: a, contenders: b, status: legal, reason: r, owner: o, link: l }\n"
        let many = check(String(repeating: entry, count: 2001), "Matrix/ledger/x.yaml")
        #expect(
            many == ["Matrix/ledger/x.yaml:2001:3: a ledger of 2001 entries; at most 2000 are read, so split the file"])
        let long = check(
            entry.replacing("facet: a", with: "facet: '\(String(repeating: "*a/", count: 1500))'"),
            "l/Matrix/ledger/x.yaml")
        #expect(long.contains { $0.contains("longer than 4096 characters") }, "\(long)")
    }

    @Test("the place decides before the content does")
    func place() {
        #expect(check(Self.matrix, "Scenarios/a/b.yaml").contains { $0.contains("unknown key in a scenario") })
        #expect(check(Self.scenario, "Matrix/x.yaml").contains { $0.contains("unknown key in a matrix") })
        #expect(
            check(Self.matrix, "Matrix/ledger/x.yaml") == [
                "Matrix/ledger/x.yaml:1:1: a ledger must be a list, not a map"
            ])
    }

    @Test("a slip in a file of any kind is told")
    func slips() {
        #expect(
            check("stesp: []\nid: a/b\n", "x.yaml")
                .contains("x.yaml:1:1: unknown key in a scenario 'stesp'; did you mean 'steps'?"))
        #expect(
            check("contenders: { a: { shm: /a } }", "x.yaml").contains(
                "x.yaml:1:20: unknown key in contender 'a' 'shm'; did you mean 'shim'?"))
        #expect(check("- { facett: a }", "x.yaml").contains { $0.hasPrefix("x.yaml:1:5: unknown key") })
    }

    @Test("what is nothing of ours is told", arguments: ["a: { b: c }", "text"])
    func strange(text: String) {
        #expect(
            check(text, "x.yaml") == [
                "x.yaml:1:1: this is no scenario, matrix, ledger, policies, owners, critical paths, capabilities "
                    + "or advisories"
            ])
    }

    @Test("what can't be read at all is told once")
    func unreadable() {
        #expect(check("a: [", "x.yaml").count == 1)
        #expect(Checker.check([UInt8](repeating: 35, count: 2_000_000), file: "x.yaml").count == 1)
    }

    @Test("a name is held against those that are known")
    func known() {
        let known = Checker.Known(paths: ["c"], capabilities: ["pods"], scenarios: ["a/b"])
        func check(_ text: String, _ file: String) -> [String] {
            Checker.check(Array(text.utf8), file: file, known: known).map(\.description)
        }
        #expect(check(Self.scenario, "x.yaml") == [])
        #expect(
            check(Self.scenario + "\nneeds: [pdos]", "x.yaml") == [
                "x.yaml:8:9: unknown capability 'pdos'; did you mean 'pods'?"
            ])
        #expect(
            check("contenders: { a: { shim: /a, lacks: [pdos] } }", "x.yaml") == [
                "x.yaml:1:38: unknown capability 'pdos'; did you mean 'pods'?"
            ])
        #expect(check(Self.capabilities, "x.yaml") == [])
        #expect(
            check("- { id: a, title: t, probe: a/bb }", "x.yaml") == [
                "x.yaml:1:29: unknown scenario 'a/bb'; did you mean 'a/b'?"
            ])
    }

    @Test(
        "a name that no component, no family, no file has is told with the nearest one",
        arguments: [
            ("task-apii: X", "Matrix/owners.yaml", ["1:1: unknown component 'task-apii'; did you mean 'task-api'?"]),
            ("task-api@rnuc: X", "Matrix/owners.yaml", ["1:1: unknown family or release 'rnuc'; did you mean 'runc'?"]),
            ("io@x@y: X", "Matrix/owners.yaml", ["1:1: an owner is given for COMPONENT or COMPONENT@FAMILY"]),
            ("io: A\nio: B", "Matrix/owners.yaml", ["2:1: 'io' stands twice in this map"]),
            (
                "- { id: a, titel: t, component: c, because: b }", "Matrix/critical-paths.yaml",
                [
                    "1:3: a critical path needs 'title'",
                    "1:12: unknown key in a critical path 'titel'; did you mean 'title'?",
                ]
            ),
            (
                "- { id: a, title: t, probe: b }", "Matrix/capabilities.yaml",
                ["1:29: 'probe' is the id of a scenario, area/name"]
            ),
            (
                "ci: { requires: [behavior], blocks: [blocker], margn: 1 % }", "Matrix/policies.yaml",
                [
                    "1:18: unknown aspect 'behavior'; did you mean 'behaviour'?",
                    "1:48: unknown key in policy 'ci' 'margn'",
                ]
            ),
            (
                "contenders: { a: { shim: /a, speaks: '1.5' } }\naxis: {}", "Matrix/m.yaml",
                [
                    "1:38: unknown containerd '1.5'; did you mean '1.6'?",
                    "2:1: unknown key in a matrix 'axis'; did you mean 'axes'?",
                ]
            ),
            (
                "- { facet: a**, contenders: b, status: legl, reason: r, owner: o, link: l }", "Matrix/ledger/m.yaml",
                ["1:13: not a facet pattern", "1:40: unknown status 'legl'; did you mean 'legal'?"]
            ),
        ] as [(String, String, [String])])
    func places(text: String, file: String, says: [String]) {
        let said = check(text, file)
        #expect(said.count == says.count, "\(said)")
        for (one, due) in zip(said, says) { #expect(one.hasPrefix("\(file):\(due)"), "\(one)") }
    }

    @Test("a container with a mistake in it is one mistake, however often it is named")
    func container() {
        let text = Self.scenario.replacing("[probe]", with: "[prob]")
        #expect(
            check(text, "x.yaml") == [
                "x.yaml:6:33: the program must be 'probe' or an absolute path in the root file system; "
                    + "did you mean 'probe'?"
            ])
    }

    @Test("every file of the package's own library is right, its names too")
    func own() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "Matrix/capabilities.yaml"))
        let capabilities = CapabilitiesFile.load(Array(data), file: "c").capabilities
        #expect(capabilities.count > 20)
        let files =
            FileManager.default.enumerator(atPath: root.appending(path: "Scenarios").path)?
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") } ?? []
        let known = Checker.Known(
            capabilities: capabilities.map(\.id), scenarios: files.map { String($0.dropLast(5)) })
        var count = 0
        for folder in ["Scenarios", "Matrix"] {
            let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.compactMap {
                $0 as? String
            }
            for name in (names ?? []).filter({ $0.hasSuffix(".yaml") }) {
                let data = try Data(contentsOf: root.appending(path: "\(folder)/\(name)"))
                #expect(Checker.check(Array(data), file: "\(folder)/\(name)", known: known).map(\.description) == [])
                count += 1
            }
        }
        #expect(count > 30)
    }
}
