import Foundation
import FoundationXML
import Judgement
import Reports
import Testing

@Suite("The JUnit report")
struct JUnitTests {
    @Test("the sample keeps the schema's rules")
    func sample() throws {
        #expect(try JUnitRules.broken(by: renderJUnit(Sample.input)) == [])
    }

    @Test("so it does with hostile texts, which are shown", arguments: 0..<EscapingTests.hostile.count)
    func hostile(_ place: Int) throws {
        let text = renderJUnit(EscapingTests.input(EscapingTests.hostile[place]))
        #expect(try JUnitRules.broken(by: text) == [])
        #expect(text.utf8.count < 200_000)
    }

    @Test("and with made-up ones", arguments: 1...UInt64(300))
    func madeUp(_ seed: UInt64) throws {
        var generator = HostileGenerator(seed: seed)
        let hostile = generator.text()
        let text = renderJUnit(EscapingTests.input(hostile))
        #expect(try JUnitRules.broken(by: text) == [], "\(hostile.debugDescription)")
        // No character that XML 1.0 forbids, and none that hides.
        #expect(
            text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7f && $0.value < 0xfffe })
        #expect(!text.contains("<!") && !text.contains("<img"))
    }

    @Test("a scenario fails by what blocks, is skipped when it was not compared, else passes")
    func outcomes() throws {
        let cases = try cases(of: renderJUnit(Sample.input))
        #expect(
            cases == [
                "verdict": ["failure"], "exit/code": ["failure"], "exit/signal": ["failure"], "a/b": ["skipped"],
                "signals/kill-after-exit": [],
            ])
    }

    @Test(
        "the verdict is a case of its own: nothing is green that did not pass",
        arguments: zip(
            [Verdict.pass, .regression, .inconclusive, .unfit, .notJudged],
            [[], ["failure"], ["error"], ["error"], ["error"]]))
    func verdict(_ verdict: Verdict, _ expected: [String]) throws {
        var input = Sample.input
        input.judged.verdict = verdict
        input.judged.findings = []
        #expect(try cases(of: renderJUnit(input))["verdict"] == expected)
    }

    @Test("what blocks without a scenario is a case too")
    func general() throws {
        var input = Sample.input
        var finding = Sample.stale
        finding.blocks = true
        input.judged.findings = [finding]
        #expect(try cases(of: renderJUnit(input))["*/pause/error"] == ["failure"])
    }

    @Test("a lacking capability that blocks fails, though it could not be compared")
    func unsupported() throws {
        var input = Sample.input
        input.judged.findings[0].scenarios = ["a/b"]
        #expect(try cases(of: renderJUnit(input))["a/b"] == ["failure"])
    }

    @Test("two cells are two suites, and each case belongs to its own")
    func cells() throws {
        var input = Sample.input
        input.judged.cells.append(CellJudged(cell: "other", verdicts: [:], trials: TrialCounts()))
        input.scenarios.append(ReportedScenario(cell: "other", scenario: "exit/code"))
        let text = renderJUnit(input)
        #expect(text.split(separator: "<testsuite name=").count == 4)
        #expect(text.contains("<testcase name=\"exit/code\" classname=\"other.exit\" time=\"0.000\"/>"))
    }

    @Test(
        "moments",
        arguments: [
            (0, "1970-01-01T00:00:00"), (951_782_399, "2000-02-28T23:59:59"), (951_782_400, "2000-02-29T00:00:00"),
            (951_868_800, "2000-03-01T00:00:00"), (1_735_689_599, "2024-12-31T23:59:59"),
            (4_107_542_400, "2100-03-01T00:00:00"), (18_446_744_073, "2554-07-21T23:34:33"),
        ])
    func moments(_ seconds: UInt64, _ text: String) {
        var input = Sample.input
        input.startedAtWallNanoseconds = seconds * 1_000_000_000
        #expect(renderJUnit(input).contains("timestamp=\"\(text)\""))
    }

    /// What stands in each case, by its name.
    private func cases(of text: String) throws -> [String: [String]] {
        let nodes = try XMLDocument(data: Data(text.utf8)).nodes(forXPath: "//testcase")
        return Dictionary(
            uniqueKeysWithValues: nodes.compactMap { $0 as? XMLElement }.map { element in
                (
                    element.attribute(forName: "name")?.stringValue ?? "",
                    (element.children ?? []).compactMap(\.name)
                )
            })
    }
}
