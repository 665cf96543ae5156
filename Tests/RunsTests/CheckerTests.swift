import Documents
import Foundation
import Runs
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
    private static let policies = "ci: { requires: [timing], blocks: [] }"
    private static let owners = "io: A"
    private static let paths = "- { id: a, title: t, component: c }"

    @Test(
        "a good file is good wherever it lies",
        arguments: [
            (scenario, "x.yaml"), (scenario, "Scenarios/a/b.yaml"), (matrix, "x.yaml"), (matrix, "Matrix/x.yaml"),
            (ledger, "x.yaml"), (ledger, "/lib/Matrix/ledger/x.yaml"), (policies, "x.yaml"),
            (policies, "Matrix/policies.yaml"), (owners, "x.yaml"), (owners, "Matrix/owners.yaml"), (paths, "x.yaml"),
            (paths, "Matrix/critical-paths.yaml"), ("[]", "x.yaml"), ("[]", "Matrix/ledger/x.yaml"),
        ])
    func good(text: String, file: String) {
        #expect(check(text, file) == [])
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
                "x.yaml:1:1: this is no scenario, matrix, ledger, policies, owners or critical paths"
            ])
    }

    @Test("what can't be read at all is told once")
    func unreadable() {
        #expect(check("a: [", "x.yaml").count == 1)
        #expect(Checker.check([UInt8](repeating: 35, count: 2_000_000), file: "x.yaml").count == 1)
    }

    @Test("every file of the package's own library is right")
    func own() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var count = 0
        for folder in ["Scenarios", "Matrix"] {
            let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.compactMap {
                $0 as? String
            }
            for name in (names ?? []).filter({ $0.hasSuffix(".yaml") }) {
                let data = try Data(contentsOf: root.appending(path: "\(folder)/\(name)"))
                #expect(Checker.check(Array(data), file: "\(folder)/\(name)").map(\.description) == [])
                count += 1
            }
        }
        #expect(count > 30)
    }
}
