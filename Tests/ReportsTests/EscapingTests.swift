import Judgement
import Recordings
import Reports
import Testing

/// Whatever a shim or guest said, a report shows it and obeys none of it.
@Suite("Hostile texts")
struct EscapingTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE--", "</style><b>",
        "\u{1b}[2J\u{1b}]0;owned\u{7}", "\u{9b}31m", "a\r\nVerdict: pass, exit 0", "a\u{0}b", "\u{202e}txt.exe\u{2066}",
        "\u{feff}\u{200b}\u{2028}\u{2029}", "e" + String(repeating: "\u{301}", count: 300), "&amp;&lt;", "\u{e0001}",
        String(repeating: "A", count: 20_000), String(repeating: "é ", count: 20_000), "\\(x)", "`$(id)`",
    ]

    /// The sample with `text` wherever a text from outside can stand.
    static func input(_ text: String) -> ReportInput {
        var input = Sample.input
        var finding = Sample.wrongExit
        finding.baseline = text
        finding.candidate = text
        finding.rule = text
        finding.facet = text
        finding.component = text
        finding.owner = text
        finding.question = text
        finding.ledger = text
        finding.rerun = text
        finding.evidence = [text, text]
        finding.scenarios = [text, "b"]
        finding.cells = [text]
        finding.firstDivergence = Finding.Divergence(scenario: text, step: text)
        input.judged.findings = [finding]
        input.judged.leaks[0].identity = text
        input.judged.leaks[0].contender = text
        input.judged.timings[0].measure = text.replacing("/", with: "|")
        input.judged.timings[0].scenario = text
        input.judged.notCompared = [text]
        input.judged.applied = [text: 1]
        input.judged.cells[0].cell = text
        input.scenarios = [
            ReportedScenario(cell: text, scenario: "b"),
            ReportedScenario(cell: text, scenario: text, whyNotCompared: text),
        ]
        input.asOf = text
        input.version = text
        input.judged.requests[0].cause = text
        input.run = text
        input.policy = text
        input.archive = text
        input.page = text
        input.host[0].value = text
        input.titles = [text: text]
        input.coverage = [Sample.coverage(text)]
        input.cells[0].name = text
        input.cells[0].baseline.version = text
        input.cells[0].baseline.name = text
        input.cells[0].candidate.parts[0].version = text
        return input
    }

    @Test("no control character, no mark that reorders, reaches a terminal", arguments: 0..<hostile.count)
    func terminal(_ place: Int) {
        let text = renderText(Self.input(Self.hostile[place]), style: TextStyle(width: 80))
        for scalar in text.unicodeScalars where scalar != "\n" {
            #expect(isInnocent(scalar), "U+\(String(scalar.value, radix: 16))")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.unicodeScalars.count <= 80 })
        #expect(text.utf8.count < 60_000)
        // The verdict is ours, and the last line.
        #expect(lines.count { $0.hasPrefix("Verdict: ") } == 1)
        #expect(lines.dropLast().last?.hasPrefix("Verdict: regression, exit 1") == true)
    }

    @Test("a text of a megabyte is cut in text and page")
    func megabyte() {
        let input = Self.input(String(repeating: "B ", count: 500_000))
        #expect(renderText(input).utf8.count < 60_000)
        #expect(renderHTML(input).utf8.count < 400_000)
    }

    @Test("colours come only when they are allowed")
    func colours() {
        #expect(!renderText(Sample.input).contains("\u{1b}"))
        #expect(renderText(Sample.input, style: TextStyle(colours: true)).contains("\u{1b}[31m"))
    }

    @Test("no text becomes markup on the page", arguments: 0..<hostile.count)
    func page(_ place: Int) throws {
        let page = renderHTML(Self.input(Self.hostile[place]))
        #expect(tags(page) == tags(renderHTML(Self.input("harmless"))))
        #expect(!page.contains("<script"))
        #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || isInnocent($0) })
        #expect(page.utf8.count < 400_000)
    }

    @Test("the object is plain and can be read back", arguments: 0..<hostile.count)
    func json(_ place: Int) throws {
        let text = renderJSON(Self.input(Self.hostile[place]))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || isInnocent($0) })
        let object = try parsed(text)
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings.first?["baseline"] as? String == Self.hostile[place])
    }

    private func isInnocent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .nonspacingMark, .unassigned: false
        default: true
        }
    }

    /// The page's tags in order, without their attributes' values.
    private func tags(_ page: String) -> [Substring] {
        page.split(separator: "<").dropFirst().map { $0.prefix { $0 != ">" && $0 != " " } }
    }
}
