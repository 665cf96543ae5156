import Documents
import Facets
import Policies
import Testing

@Suite("Terms of a policy")
struct PolicyTermsTests {
    private static func load(_ more: String) -> PolicyFile {
        PolicyFile.load(
            Array("p: { requires: [behaviour], blocks: [blocker], \(more) }".utf8), file: "p",
            paths: ["signal-delivery", "exec"])
    }

    @Test("they are read, and whoever names nobody honours no waiver")
    func reads() throws {
        let file = Self.load(
            "tier: pr, blocks-by-class: { intermittent: [blocker, major], flaky: [] }, blocks-by-path: { exec: [minor] }, "
                + "honours: [a, b], not-compared: { at-most: 2.5 %, advisories: 3 }")
        #expect(file.diagnostics.map(\.description) == [])
        #expect(
            file.policies.first?.terms
                == PolicyTerms(
                    tier: "pr", blocksByClass: ["intermittent": [.blocker, .major], "flaky": []],
                    blocksByPath: ["exec": [.minor]], honours: ["a", "b"], uncomparedAtMost: 0.025,
                    advisoriesAtMost: 3))
        #expect(
            Self.load("reach: { any: 30 %, exec: 100 % }").policies.first?.terms.reach == ["any": 0.3, "exec": 1])
        #expect(Self.load("floor: 3 %").policies.first?.terms.reach == nil)
        #expect(Self.load("floor: 3 %").policies.first?.terms.honours == [])
        #expect(Self.load("honours: '*'").policies.first?.terms.honours == nil)
    }

    @Test(
        "a mistake is told with its place",
        arguments: [
            Mistake("tier: weekly", 1, 54, "unknown tier 'weekly'"),
            Mistake("blocks-by-class: { flakey: [] }", 1, 67, "unknown class 'flakey'", "flaky"),
            Mistake("blocks-by-class: { improvement: [] }", 1, 67, "unknown class 'improvement'"),
            Mistake("blocks-by-class: { flaky: [mayor] }", 1, 75, "unknown severity 'mayor'", "major"),
            Mistake("blocks-by-path: { exce: [] }", 1, 66, "unknown critical path 'exce'", "exec"),
            Mistake("blocks-by-path: [exec]", 1, 64, "must be a map"),
            Mistake("honours: []", 1, 57, "at least one"),
            Mistake("not-compared: { most: 5 % }", 1, 64, "unknown key"),
            Mistake("not-compared: { at-most: 5 }", 1, 73, "a share like 5 %"),
            Mistake("not-compared: { at-most: 101 % }", 1, 73, "a share like 5 %"),
            Mistake("not-compared: { at-most: nan % }", 1, 73, "a share like 5 %"),
            Mistake("reach: { exce: 5 % }", 1, 57, "unknown critical path 'exce'", "exec"),
            Mistake("reach: { exec: 5 }", 1, 63, "a share like 5 %"), Mistake("reach: {}", 1, 55, "must name"),
            Mistake("not-compared: { advisories: -1 }", 1, 76, "a whole number"),
        ])
    func refuses(mistake: Mistake) {
        let file = Self.load(mistake.text)
        #expect(file.policies == [])
        #expect(mistake.isTold(by: file.diagnostics), "\(file.diagnostics)")
    }
}

@Suite("Advisories")
struct AdvisoriesFileTests {
    @Test(
        "a mistake is told with its place",
        arguments: [
            Mistake("- { id: CVE-1, check: c }\n- { id: CVE-1, check: c }", 2, 3, "stands here already"),
            Mistake("- { id: kata#1, check: c }", 1, 3, "CVE-"), Mistake("- { id: CVE-1 }", 1, 3, "needs 'check'"),
            Mistake("- { id: CVE-1, chekc: c }", 1, 16, "unknown key", "check"),
        ])
    func refuses(mistake: Mistake) {
        let file = AdvisoriesFile.load(Array(mistake.text.utf8), file: "a")
        #expect(file.advisories == [])
        #expect(mistake.isTold(by: file.diagnostics), "\(file.diagnostics)")
    }
}
