import Recordings
import Reports
import Testing

@testable import Judgement

@Suite("An explanation as a report")
struct ExplanationReportTests {
    private static func explanation(_ text: String) -> Explanation {
        func line(_ at: UInt64, _ text: String) -> TranscriptLine {
            TranscriptLine(at: at, step: "main/wait", kind: .call, text: text, took: 1_200_000)
        }
        func side(_ role: String, _ trial: Int, _ lines: [TranscriptLine]) -> Explanation.Side {
            Explanation.Side(
                role: role, contender: role, trial: trial, why: nil, lines: lines, before: 3, after: 0)
        }
        return Explanation(
            finding: Sample.wrongExit, title: "The code", because: text, origin: ["a#1", text],
            clauses: ["main/wait/exit: 7"], ledger: nil,
            sides: [
                side("baseline", 3, [line(5_000_000, "Wait: exit=7"), line(6_000_000, "same")]),
                side("candidate", 4, [line(5_500_000, text), line(6_500_000, "same")]),
            ],
            rows: [.init(baseline: 0, candidate: 0, isSame: false), .init(baseline: 1, candidate: 1, isSame: true)],
            hidden: [])
    }

    @Test("both sides stand beside each other, with the demand and how to repeat it")
    func beside() {
        let text = renderExplanation(Self.explanation("Wait: exit=0"), style: TextStyle(width: 120))
        for piece in [
            "4a0e65e2a800: blocker regression, blocks: main/wait/exit", "baseline baseline, trial 3",
            "5.00 ms  main/wait Wait: exit=7 (1.20 ms)", "| 5.50 ms  main/wait Wait: exit=0 (1.20 ms)",
            "demands    main/wait/exit: 7", "Repeat: kumite rerun runs/2026-06-01-1200#4a0e65e2a800",
            "Without the archive: kumite run --matrix local --scenarios exit/code --rounds 8",
        ] { #expect(text.contains(piece), "\(piece) in\n\(text)") }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test("nothing hostile gets through, and nothing grows without end")
    func hostile() {
        let evil = "\u{1b}[2J\u{202e}\u{0}" + String(repeating: "x", count: 100_000)
        let text = renderExplanation(Self.explanation(evil), style: TextStyle(width: 80))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202e })
        #expect(text.utf8.count < 20_000)
        let json = renderExplanationJSON(Self.explanation(evil))
        #expect(!json.contains("\u{1b}") && !json.contains("\u{202e}") && !json.contains("\u{0}"))
    }
}
