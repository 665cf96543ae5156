import Facets
import Foundation
import Testing

@testable import Judgement
@testable import Reports

/// The same run as `Sample`, with times that a policy judged: one slower, one undecided, a copy, and what was set aside.
enum TimedSample {
    static let input: ReportInput = {
        var input = Sample.input
        input.judged.timing = TimingJudged(
            plan: TimingPlan(
                eachSide: 3, blocks: 28, comparisons: 2, detectable: 0.071234, margin: 0.1, floor: 0.03, error: 0.005,
                nanoseconds: 75_000_000_000, budgetNanoseconds: 600_000_000_000, refusal: nil),
            verdicts: ["runc~crun/shim/legacy/1.6": .regression],
            reasons: ["runc~crun/shim/legacy/1.6: a reason <b>"], copies: [copy],
            alarms: AlarmRate(relabellings: 1000, alarms: 2, bound: 0.007))
        input.judged.timings += [slower, undecided]
        input.judged.hidden = [
            Hidden(
                by: "normaliser hexadecimal@1", because: "addresses <differ>", cell: "runc~crun/shim/legacy/1.6",
                scenario: "exit/code", facet: "main/kill/message", baseline: "at 0x1", candidate: "at 0x2")
        ]
        return input
    }()

    private static func gate(_ measure: String, _ ratio: Double, _ low: Double, _ high: Double, _ answer: String)
        -> Timing
    {
        var timing = Sample.timing(measure, "exit/code", ratio: ratio, low, high, medians: (48_200_000, 60_250_000))
        timing.gating = true
        timing.answer = answer
        timing.blocks = 28
        timing.minimumDetectable = 0.07
        return timing
    }

    static let slower: Timing = {
        var timing = gate("pod-ready-gate", 1.25, 1.21, 1.29, "regression")
        timing.explainedBy = ["create-container", "start"]
        timing.baselineShape = TimingShape(
            values: 84, longest: 2.5, stalls: 1, stallBound: 0.0552, percentile95: 1.4, percentile99: nil, humps: nil)
        timing.candidateShape = TimingShape(
            values: 84, longest: 1.2, stalls: 0, stallBound: 0.03125, percentile95: nil, percentile99: nil,
            humps: TimingHumps(low: 50_000_000, high: 70_000_000, share: 0.25))
        return timing
    }()

    static let undecided: Timing = {
        var timing = gate("pod-gone", 1.08, 1.01, 1.15, "inconclusive")
        timing.blocksNeeded = 51
        return timing
    }()

    static let copy: Timing = {
        var timing = gate("pod-ready-gate", 1.002, 0.985, 1.02, "equivalent")
        timing.candidateMedian = 48_300_000
        return timing
    }()
}

@Suite("Judged times in the reports")
struct TimedReportTests {
    /// What stands between two texts, both included in neither.
    private func section(_ text: String, from begin: String, to end: String) throws -> String {
        let start = try #require(text.range(of: begin), "\(begin) in\n\(text)")
        let rest = text[start.upperBound...]
        let stop = try #require(rest.range(of: end), "\(end) in\n\(rest)")
        return String(rest[..<stop.lowerBound])
    }

    @Test("text: plan, gates with what they lack and what moved with them, the copy, the rate of alarms")
    func text() throws {
        let text = renderText(TimedSample.input)
        let expected = """

              plan: 28 blocks of 3 trials a side show 7.1 % in four of five runs (margin 10.0 %, error 0.005
                    over 2 comparisons); at most 75s
              measure                  baseline  candidate change   interval             blocks answer
              pod-ready-gate           48.2 ms   60.3 ms   +25.0 %  +21.0 % … +29.0 %    28     regression
                of exit/code
                phases that moved with it: create-container, start
                baseline: 1 of 84 over twice the median: below 5.52 % with 95 % confidence, the longest +150.0
                %, one in twenty over +40.0 %
                candidate: 0 of 84 over twice the median: below 3.13 % with 95 % confidence, the longest +20.0
                %, two humps, 50.0 ms and 70.0 ms, 25 % in the higher
              pod-gone                 48.2 ms   60.3 ms   +8.0 %   +1.0 % … +15.0 %     28     inconclusive
                of exit/code
                inconclusive, 51 blocks would decide it
              copy: pod-ready-gate     48.2 ms   48.3 ms   +0.2 %   -1.5 % … +2.0 %      28     equivalent
              labels of baseline and copy shuffled 1000 times: 2 alarms, below 0.7 % with 95 % confidence
            """
        let found = try section(text, from: "Timing, judged", to: "\n\nMeasures over")
        #expect(found == expected, "\(found)")
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 })
    }

    @Test("the page: the same, escaped, and what was set aside with both sides")
    func page() throws {
        let page = renderHTML(TimedSample.input)
        let gates = try section(page, from: "<section><h2>Timing, judged</h2>", to: "</section>")
        for piece in [
            "28 blocks of 3 trials a side show 7.1 %", "<p>runc~crun/shim/legacy/1.6: a reason &lt;b&gt;</p>",
            "<tr><td>pod-ready-gate</td><td>exit/code</td><td>48.2 ms</td><td>60.3 ms</td><td>+25.0 %</td>"
                + "<td>+21.0 % … +29.0 %</td><td>28</td><td>regression</td><td>create-container, start</td></tr>",
            "<td>inconclusive, 51 blocks would decide it</td>",
            "<tr><td>copy: pod-ready-gate</td>", "labels of baseline and copy shuffled 1000 times: 2 alarms",
            "two humps, 50.0 ms and 70.0 ms",
        ] { #expect(gates.contains(piece), "\(piece) in\n\(gates)") }
        let aside = try section(page, from: "<h2>Set aside before comparing</h2>", to: "</section>")
        for piece in [
            "normaliser hexadecimal@1: 4 facets", "Differences that this hid, at most 20 of each",
            "normaliser hexadecimal@1<br><span class=\"dim\">addresses &lt;differ&gt;</span>",
            "<code>main/kill/message</code>", "<code>at 0x1</code></td><td><code>at 0x2</code>",
        ] { #expect(aside.contains(piece), "\(piece) in\n\(aside)") }
        // Without times that were judged, and without anything set aside, there is no such section.
        #expect(!renderHTML(Sample.input).contains("Timing, judged"))
        #expect(!renderHTML(Sample.input).contains("Differences that this hid"))
    }

    @Test("the object: plan, copies, alarms, and of each gate what it lacks and its shape")
    func json() throws {
        let data = Data(renderJSON(TimedSample.input).utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let timing = try #require(object["timing"] as? [String: Any])
        #expect(Set(timing.keys) == ["plan", "copies", "reasons", "requests", "alarms"])
        let plan = try #require(timing["plan"] as? [String: Any])
        #expect(plan["blocks"] as? Int == 28 && plan["refused"] as? Bool == false)
        #expect(plan["detectable"] as? Double == 0.071234 && plan["budgetNanoseconds"] as? Int == 600_000_000_000)
        #expect((timing["copies"] as? [[String: Any]])?.first?["answer"] as? String == "equivalent")
        #expect((timing["alarms"] as? [String: Any])?["bound"] as? Double == 0.007)
        let timings = try #require(object["timings"] as? [[String: Any]])
        let slower = try #require(timings.first { $0["measure"] as? String == "pod-ready-gate" })
        #expect(slower["explainedBy"] as? [String] == ["create-container", "start"])
        let shape = try #require(slower["shape"] as? [String: [String: Any]])
        #expect(shape["baseline"]?["stalls"] as? Int == 1 && shape["candidate"]?["humps"] is [String: Any])
        #expect(timings.contains { $0["blocksNeeded"] as? Int == 51 })
        #expect((object["hidden"] as? [[String: Any]])?.first?["by"] as? String == "normaliser hexadecimal@1")
    }

    @Test("the summary names what gates, the furthest apart first, and stays in its lines")
    func markdown() throws {
        let text = renderMarkdown(TimedSample.input)
        let gates = try section(text, from: "### Timings that gate\n\n", to: "\n\n")
        #expect(
            gates == """
                - `pod-ready-gate` in `exit/code`: `regression`, +25.0 % (+21.0 % … +29.0 %), 28 blocks
                - `pod-gone` in `exit/code`: `inconclusive`, +8.0 % (+1.0 % … +15.0 %), 28 blocks
                """, "\(gates)")
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
    }

    @Test("in JUnit a slower gate fails its scenario, and names how to repeat it")
    func junit() throws {
        var input = TimedSample.input
        input.judged.findings = [
            Finding(
                id: "ab12ab12ab12", class: .regression, severity: .major, blocks: true,
                rule: "slower: 25.0 % (21.0 % to 29.0 %) over 28 blocks, the floor is 3.0 %", odd: "candidate",
                cells: ["runc~crun/shim/legacy/1.6"], drivers: ["shim"], scenarios: ["exit/code"],
                seen: Finding.Seen(baseline: [84, 84], candidate: [84, 84]), facet: "pod-ready-gate",
                component: "timing", owner: "@owners", question: "Why?", baseline: "48.2 ms in the middle",
                candidate: "60.2 ms in the middle",
                firstDivergence: Finding.Divergence(scenario: "exit/code", step: "pod-ready-gate"),
                rerun: "kumite rerun run#ab12ab12ab12", rerunWithoutArchive: "kumite run --scenarios exit/code")
        ]
        let junit = renderJUnit(input)
        let failure = try section(junit, from: "name=\"exit/code\"", to: "</testcase>")
        for piece in [
            "<failure ", "pod-ready-gate: baseline 48.2 ms in the middle, candidate 60.2 ms in the middle",
            "repeat: kumite rerun run#ab12ab12ab12", "without the archive: kumite run --scenarios exit/code",
        ] { #expect(failure.contains(piece), "\(piece) in\n\(failure)") }
    }
}
