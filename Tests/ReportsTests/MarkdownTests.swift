import Judgement
import Reports
import Testing

@Suite("The summary for a pipeline")
struct MarkdownTests {
    /// What Markdown sees outside of code spans, and what stands in them (CommonMark 0.31, 6.1).
    ///
    /// nil where a line begins with a fence, or a backtick opens nothing.
    private func outside(_ markdown: String) -> (text: String, spans: [String])? {
        var (text, spans): (String, [String]) = ("", [])
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            guard !line.drop(while: { $0 == " " }).hasPrefix("```") else { return nil }
            var rest = Array(line.unicodeScalars)[...]
            while let start = rest.firstIndex(of: "`") {
                text += String(String.UnicodeScalarView(rest[..<start]))
                let length = rest[start...].prefix { $0 == "`" }.count
                var at = start + length
                var end: Int?
                while at < rest.endIndex {
                    let run = rest[at...].prefix { $0 == "`" }.count
                    if run == length { end = at }
                    if end != nil { break }
                    at += max(run, 1)
                }
                guard let end else { return nil }
                spans.append(String(String.UnicodeScalarView(rest[(start + length)..<end])))
                text += "CODE"
                rest = rest[(end + length)...]
            }
            text += String(String.UnicodeScalarView(rest)) + "\n"
        }
        return (text.replacing("(empty)", with: "CODE"), spans)
    }

    @Test("no text becomes markup, a link, a mention or a line", arguments: 0..<EscapingTests.hostile.count)
    func hostile(_ place: Int) throws {
        let text = renderMarkdown(EscapingTests.input(EscapingTests.hostile[place]))
        let seen = try #require(outside(text), "\(text)")
        #expect(seen.text == outside(renderMarkdown(EscapingTests.input("harmless")))?.text)
        #expect(text.utf8.count < 60_000)
    }

    @Test("no made-up text does either", arguments: 1...UInt64(300))
    func madeUp(_ seed: UInt64) throws {
        var generator = HostileGenerator(seed: seed)
        let hostile = generator.text()
        let text = renderMarkdown(EscapingTests.input(hostile))
        let seen = try #require(outside(text), "\(text)")
        #expect(
            seen.text == outside(renderMarkdown(EscapingTests.input("harmless")))?.text, "\(hostile.debugDescription)")
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7f })
    }

    @Test("a code span holds the text as it is, whatever backticks are in it")
    func spans() throws {
        for value in ["a`b", "``", "`", " x", "x ", "a``b`c", "plain"] {
            var input = Sample.input
            input.archive = value
            let last = try #require(outside(renderMarkdown(input))?.spans.last)
            let bare = last.hasPrefix(" ") && last.hasSuffix(" ") ? String(last.dropFirst().dropLast()) : last
            #expect(bare == value)
        }
    }

    /// The sample with so many of everything.
    private func many(_ blocking: Int, _ waived: Int, _ others: Int, _ sentences: Int, _ timings: Int) -> ReportInput {
        func findings(_ one: Finding, _ count: Int) -> [Finding] {
            (0..<count).map { number in
                var finding = one
                finding.id = "\(number)"
                return finding
            }
        }
        var other = Sample.otherCode
        other.ledger = nil
        other.isWaived = false
        var gating = Sample.judged.timings[0]
        gating.gating = true
        var input = Sample.input
        input.judged.findings =
            findings(Sample.wrongExit, blocking) + findings(Sample.otherCode, waived) + findings(other, others)
        input.judged.notCompared = (0..<sentences).map { "sentence \($0)" }
        input.judged.timings = Array(repeating: gating, count: timings)
        return input
    }

    @Test(
        "at most 60 lines whatever the run holds, and what is left out is counted",
        arguments: [0, 1, 2, 5, 9, 40, 3000], [0, 1, 3, 12, 1000])
    func bounded(_ first: Int, _ second: Int) {
        for (blocking, waived, others, sentences, timings) in [
            (first, second, first, second, first), (second, first, second, first, 0),
            (first, first, first, first, first),
            (first, 0, 0, second, second), (0, second, first, 0, second),
        ] {
            let text = renderMarkdown(many(blocking, waived, others, sentences, timings))
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.count <= 60)
            for (count, thing, mark) in [
                (blocking, "blocking finding", "- **blocker regression**"), (waived, "waived finding", "by `Matrix/"),
                (sentences, "sentence", "- `sentence "),
            ] {
                let shown = lines.count { $0.contains(mark) }
                let isTold = lines.contains { $0.hasPrefix("- and \(count - shown) more \(thing)") }
                #expect(isTold == (shown < count), "\(text)")
            }
        }
    }

    @Test("what fits is not cut")
    func whole() {
        let text = renderMarkdown(many(5, 3, 4, 6, 0))
        #expect(!text.contains("more, in the report"))
    }

    @Test("the verdict is first, then what is waived, what blocks, what not, what is not compared")
    func order() throws {
        let lines = renderMarkdown(many(1, 1, 1, 1, 1)).split(separator: "\n")
        #expect(lines.first == "## Kumite: regression, exit 1")
        #expect(
            lines.filter { $0.hasPrefix("###") } == [
                "### 1 waived", "### 1 blocking", "### Timings that gate", "### 1 finding not blocking",
                "### Not compared",
            ])
    }

    @Test("every finding that is shown has its owner and its command")
    func owners() {
        let text = renderMarkdown(many(2, 2, 2, 0, 0))
        #expect(text.split(separator: "`@exit-owners`").count == 3)
        #expect(text.split(separator: "`kumite run --matrix local").count == 7)
    }
}
