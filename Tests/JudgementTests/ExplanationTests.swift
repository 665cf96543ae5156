import Facets
import Policies
import Recordings
import Scenarios
import Testing

@testable import Judgement

@Suite("Explanations")
struct ExplanationTests {
    private static func line(_ text: String, _ step: String = "", _ kind: TranscriptLine.Kind = .call) -> TranscriptLine
    {
        TranscriptLine(at: 0, step: step, kind: kind, text: text)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        /// A row a word: `aa` for a line on both sides, `a-` and `-b` for one on a side alone.
        var rows: String

        var testDescription: String { "\(old) and \(new)" }
    }

    @Test(
        "an inserted or missing line shifts nothing else",
        arguments: [
            Case(old: "abc", new: "abc", rows: "aa bb cc"), Case(old: "abc", new: "ac", rows: "aa b- cc"),
            Case(old: "ac", new: "abc", rows: "aa -b cc"), Case(old: "", new: "ab", rows: "-a -b"),
            Case(old: "abcd", new: "xbcd", rows: "ax bb cc dd"), Case(old: "ab", new: "ba", rows: "a- bb -a"),
        ])
    func rows(_ c: Case) {
        let (old, new) = (c.old.map { Self.line(String($0)) }, c.new.map { Self.line(String($0)) })
        let rows = aligned(old, new).map { row in
            (row.baseline.map { old[$0].text } ?? "-") + (row.candidate.map { new[$0].text } ?? "-")
        }
        #expect(rows.joined(separator: " ") == c.rows)
        #expect(
            aligned(old, new).allSatisfy {
                $0.isSame == ($0.baseline.map { old[$0].text } == $0.candidate.map { new[$0].text })
            })
    }

    @Test("stamps and what is a trial's own part nobody")
    func keys() {
        var (a, b) = (Self.line("pid 12345 in /tmp/x1"), Self.line("pid 99999 in /tmp/y2"))
        (a.at, b.at, a.took) = (5, 9, 3)
        #expect(Window.key(a) == Window.key(b))
        #expect(Window.key(a) != Window.key(Self.line("pid 12345 in /tmp/x1", "main/kill")))
    }

    @Test("the window lies around the step; without one around the first event that parts")
    func window() {
        var lines = (0..<100).map { Self.line("l\($0)", "main/s\($0)") }
        #expect(Window(lines).around(step: "main/s50", event: nil) == 45..<69)
        #expect(Window(lines).around(step: "main/s1", event: nil) == 0..<24)
        #expect(Window(lines).around(step: "main/none", event: nil) == 76..<100)
        lines[30].kind = .event
        lines[60].kind = .event
        #expect(Window(lines).around(step: "", event: 1) == 55..<79)
        #expect(Window.parting(["a", "b"], ["a", "c"]) == 1)
        #expect(Window.parting(["a"], ["a", "c"]) == 1)
        #expect(Window.parting(["a"], ["a"]) == nil)
    }

    @Test("a finding names the trials that show it, and the explanation the demands, the ledger and the gaps")
    func whole() throws {
        var stage = Stage()
        stage.add(rounds: 3, candidate: ["main/wait/exit": .number(1)])
        let finding = try #require(stage.judged().findings.first)
        #expect(finding.trials == Finding.Trials(baseline: 1, candidate: 2))
        var scenario = stage.scenarios[0]
        scenario.steps[2].expect = [
            Expectation(FacetPath("exit"), .scalar("0"), place: SourcePlace(line: 7, column: 3))
        ]
        scenario.file = "Scenarios/life/plain.yaml"
        let explanation = explain(
            finding, in: scenario,
            [
                ShownRecording(role: "baseline", contender: "a", trial: 1, recording: nil),
                ShownRecording(
                    role: "candidate", contender: "b", trial: 2,
                    recording: Recording(
                        scenario: scenario,
                        observations: [
                            Observation(number: 1, at: 10, step: nil, what: .mark("x"))
                        ])),
            ], policy: stage.policy)
        #expect(explanation.clauses == ["main/wait/exit: 0 (Scenarios/life/plain.yaml:7)"])
        #expect(explanation.sides.map(\.why) == ["the archive has no recording of it", nil])
        #expect(explanation.sides[1].lines.map(\.text) == ["x"])
    }

    @Test("what a normaliser, a rule or the ledger hid is kept, a few of each, with the reason")
    func hidden() {
        var stage = Stage()
        for name in 0..<30 {
            stage.add(
                "life/s\(name)", rounds: 3, baseline: ["main/kill/message": .text("no process 12345")],
                candidate: ["main/kill/message": .text("no process 4444")])
        }
        let judged = stage.judged()
        #expect(judged.applied["normaliser long-numbers@1"] == 30)
        #expect(judged.hidden.count == 20)
        #expect(judged.hidden.allSatisfy { $0.because == Normaliser.longNumbers.because })
        #expect(
            judged.hidden.first?.baseline == #""no process 12345""# && judged.hidden.first?.facet == "main/kill/message"
        )
    }
}
