import Foundation
import Judgement
import Proofs
import Testing

@testable import Reports

@Suite("A proof, told")
struct ProofReportTests {
    private static let hostile = "x\u{1b}[31m<script>|`\u{202e}y"

    private static func fault(_ name: String) -> Fault {
        Fault(
            name: name, family: "exit", title: hostile, because: "b",
            expects: FaultExpectation(
                facets: ["*/wait/exit"], classes: ["regression"], severity: "major", step: "wait"),
            scenarios: ["exit/*"])
    }

    private static func record() -> ProofRecord {
        var free = FaultFree(over: "the scenarios of the fault before")
        free.runs = 300
        var record = ProofRecord(
            kumite: "0.1.0", seed: 7, asOf: "2026-11-28", contender: "runc: \(hostile)", library: "l",
            host: ["kernel": hostile],
            rounds: 3, faultFree: free)
        var caught = FaultOutcome(fault("exit/zero-for-killed"), state: .caught)
        caught.finding = CatchingFinding(
            id: "abc", facet: "*/wait/exit", class: "regression", severity: "blocker", blocks: true,
            breaksContract: true, scenario: "exit/killed", step: "main/wait", verb: "wait", classRight: true,
            firstDivergenceRight: true)
        caught.trials = 22
        var missed = FaultOutcome(fault("exit/doubled"), state: .missed)
        missed.stages = ["own", "pr"]
        missed.elsewhere = [hostile]
        record.faults = [
            caught, missed, FaultOutcome(fault("exit/never"), state: .notTried, why: "the budget ended before it"),
            FaultOutcome(fault("exit/hidden"), state: .uncatchable, why: hostile),
        ]
        var timing = TimingProof(
            scenario: "lifecycle/plain", blocks: 40, eachSide: 20, trials: 3200, margin: 0.05, floor: 0.03,
            error: 0.005, measures: ["start", "whole"], run: "timing", resamplings: 1000)
        timing.answers = [
            .init(
                fault: "time/start", measure: "start", percent: 8, ratio: 1.078, low: 1.06, high: 1.09,
                answer: "regression", blocks: 16)
        ]
        timing.curve = powerCurve(
            BlockPairs(
                measure: "start", percent: 8,
                blocks: [.init(baseline: [1, 1.01, 1.02], candidate: [1.08, 1.09, 1.1])]), of: "time/start",
            blocks: [16, 40], error: 0.005, comparisons: 2, TimingBounds(floor: 0.03, margin: 0.05), resamplings: 10,
            seed: 1)
        record.timing = timing
        record.power = ScenarioPower([
            ScenarioCatch(scenario: "exit/killed", nanoseconds: 5, faults: ["exit/zero-for-killed"]),
            ScenarioCatch(scenario: "exit/other", nanoseconds: 5, faults: []),
        ])
        return record
    }

    @Test(
        "text and Markdown tell what was missed and not tried, every rate with its bound, and measured from resampled")
    func told() {
        for text in [renderProof(Self.record()), renderProofMarkdown(Self.record())] {
            let joined = text.replacing("\n", with: " ")
            for words in [
                "1 fault missed, exit 1", "exit/zero-for-killed", "exit/doubled", "0 of 300: below 1 %",
                "1 of 2: 50 %, between 1.2 % and 98.8 %", "exit/never: not-tried: the budget ended before it",
                "measured: 40 blocks of 20 trials a side", "resampled, not measured", "regression",
                "1 of 2 scenarios catch all that is caught", "exit/other",
            ] {
                #expect(
                    joined.contains(words) || joined.replacing("  ", with: " ").contains(words), "\(words)\n\(text)")
            }
        }
    }

    @Test("the object has the members that programs may rely on, null where nothing was tried")
    func json() throws {
        let text = renderProofJSON(Self.record())
        let top = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let faults = try #require(top["faults"] as? [[String: Any]])
        for fault in faults {
            for key in [
                "name", "family", "caught", "class", "severity", "scenario", "trials", "firstDivergenceRight",
            ] {
                #expect(fault[key] != nil, "\(key)")
            }
        }
        #expect(faults.map { $0["caught"] as? Bool } == [true, false, nil, nil])
        let free = try #require(top["faultFree"] as? [String: Any])
        #expect(free["runs"] as? Int == 300 && free["alarms"] as? Int == 0)
        #expect(try #require(free["bound"] as? Double) > 0.009)
        #expect(top["exit"] as? Int == 1)
    }

    @Test("nothing that a shim or an understudy says reaches a terminal or a page as it came")
    func hostile() {
        let record = Self.record()
        for text in [
            renderProof(record), renderProofMarkdown(record), renderProofHTML(record), renderProofJSON(record),
        ] {
            #expect(!text.contains("\u{1b}") && !text.contains("\u{202e}"))
        }
        #expect(!renderProofHTML(record).contains("<script>"))
        for line in renderProofMarkdown(record).split(separator: "\n") where line.hasPrefix("| `exit") {
            #expect(line.replacing("\\|", with: "").count { $0 == "|" } == 8, "\(line)")
        }
    }
}
