import Coverage
import Facets
import Foundation
import Judgement
import Reports
import Testing

@Suite("Reports of coverage")
struct CoverageReportTests {
    private static func side(_ reached: [String: [Int]], lost: [String] = []) -> CoverageSide {
        let functions = ["New", "Start", "Stop"].enumerated().map { place, name in
            CoveredBuild.Function(file: "x/service.go", line: place + 1, symbol: CodeSymbol(name: name))
        }
        let build = CoveredBuild(
            functions: functions,
            paths: [
                CoveredBuild.Path(id: "shim-start", functions: [0, 1]),
                CoveredBuild.Path(id: "shim-delete", functions: [2]),
                CoveredBuild.Path(id: "hooks", functions: [], missing: ["x/hook.go:\u{1b}[31mrun"]),
            ], instrumented: 3)
        let trials = reached.sorted { $0.key < $1.key }.enumerated().map { number, entry in
            CoveredTrial(
                number: number + 1, role: "candidate", scenario: entry.key,
                digest: CoverageDigest(
                    build: "b", reached: Reached(functions: entry.value, permille: entry.value.map { _ in 500 }),
                    lost: lost))
        }
        return CoverageSide(trials, builds: ["b": build])
    }

    private static func reported(_ baseline: CoverageSide?, _ candidate: CoverageSide?) -> ReportedCoverage {
        let paths = ["shim-start", "shim-delete", "hooks"].map { (id: $0, title: "The \($0)") }
        return ReportedCoverage(
            cell: "a~b", table: CoverageTable(paths, baseline: baseline, candidate: candidate), baseline: baseline,
            candidate: candidate)
    }

    @Test("the table tells counts, gaps, what nobody reaches, what is stale, what was lost, and the cheapest scenarios")
    func table() {
        let text = renderCoverage(
            Self.reported(Self.side(["s/a": [0, 1, 2]]), Self.side(["s/a": [0]])), style: TextStyle(width: 160))
        #expect(text.contains("shim-start          2 of 2 (50 %)     1 of 2 (25 %)     both            s/a"))
        #expect(text.contains("shim-delete         1 of 1 (50 %)     0 of 1 (0 %)      baseline-only   s/a"))
        #expect(text.contains("hooks               not found         not found         stale"))
        #expect(text.contains("gap  shim-delete: under s/a the other side runs it, the candidate does not"))
        #expect(text.contains("1 place of the list is not in the candidate's build"))
        #expect(text.contains("cheapest scenarios that reach all of this: s/a"))
        #expect(!text.contains("\u{1b}"))
        let lost = renderCoverage(
            Self.reported(
                nil, Self.side(["s/a": [0]], lost: ["counters of the daemon of main: it was killed by signal 9"])))
        #expect(lost.contains("the baseline does not count what it runs"))
        #expect(lost.contains("lost is not zero"))
        #expect(lost.contains("in 1 trial: counters of the daemon of main"))
        #expect(!lost.contains("reached by no scenario"))
        #expect(lost.contains("not known whether a scenario reaches them, for counters were lost: shim-delete"))
        #expect(lost.contains("shim-start          -                 ≥1 of 2 (25 %)    unknown         s/a"))
        #expect(lost.contains("shim-delete         -                 ? of 1            unknown"))
        #expect(lost.contains("cheapest scenarios that are seen to reach all that was seen (counters were lost"))
        #expect(!text.contains("≥") && !text.contains("counters were lost"))
    }

    @Test("where counters were lost no output says that nothing was reached, nor that all of it is known")
    func open() throws {
        let coverage = Self.reported(Self.side(["s/a": [0, 1, 2]]), Self.side(["s/a": [0]], lost: ["killed"]))
        let shown = try #require(renderReaching("shim-start", coverage))
        #expect(
            shown.contains("  - ") == false && shown.contains("  ? service.go:Start: not known, counters were lost"))
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(renderCoverageJSON([coverage]).utf8)) as? [[String: Any]])
        #expect(rows.map { $0["state"] as? String } == ["both", "unknown", "stale"])
        let candidate = try #require(rows[1]["candidate"] as? [String: Any])
        #expect(candidate["known"] as? Bool == false && candidate["lost"] as? Int == 1)
        var input = Sample.input
        input.coverage = [coverage]
        let markdown = renderMarkdown(input)
        #expect(markdown.contains("at least 1 of 3 paths run on both sides"))
        #expect(markdown.contains("baseline 3 of 3, candidate at least 1 of 3"))
        #expect(
            renderHTML(input).contains("Not seen to be reached on the candidate, where counters were lost: 2 functions")
        )
        #expect(
            renderJUnit(input).contains("counters of the candidate were lost: whether a scenario runs it is not known"))
        #expect(!renderJUnit(input).contains("no scenario runs it on the candidate"))
    }

    @Test("one path is shown function by function, with the nearest scenarios to what none reaches")
    func reaching() {
        let coverage = Self.reported(nil, Self.side(["s/a": [0], "s/b": [2]]))
        let text = renderReaching("shim-start", coverage)
        #expect(text?.contains("+ service.go:New: s/a") == true)
        #expect(text?.contains("- service.go:Start: no scenario; nearest s/a, s/b") == true)
        #expect(renderReaching("network", coverage) == nil)
    }

    @Test("the object has what programs may rely on")
    func object() throws {
        let text = renderCoverageJSON([Self.reported(Self.side(["s/a": [0, 1]]), nil)])
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(rows.map { $0["path"] as? String } == ["shim-start", "shim-delete", "hooks"])
        let first = try #require(rows.first)
        #expect(
            Set(first.keys)
                == ["cell", "path", "title", "baseline", "candidate", "scenarios", "state", "onlyGravely", "gaps"])
        let baseline = try #require(first["baseline"] as? [String: Any])
        #expect(baseline["reached"] as? Int == 2 && baseline["functions"] as? Int == 2)
        #expect(first["candidate"] is NSNull)
        #expect(rows.map { $0["state"] as? String } == ["unknown", "unknown", "stale"])
    }

    /// The sample's run with both sides counting.
    private static func run(_ baseline: CoverageSide?, _ candidate: CoverageSide?) -> ReportInput {
        var input = Sample.input
        input.coverage = [reported(baseline, candidate)]
        return input
    }

    @Test("the page has the table, the gaps, and of what nobody reached the place, the nearest and the lines at hand")
    func page() {
        var input = Self.run(Self.side(["s/a": [0, 1, 2]]), Self.side(["s/a": [0]]))
        let stop = CoveredBuild.Function(file: "x/service.go", line: 3, symbol: CodeSymbol(name: "Stop"))
        let text = "package x\n\nfunc Stop() {\n\tif a < b {\n\t}\n}\nfunc other() {\n}\n"
        input.coverage[0].candidateSource = [stop: SourceExcerpt(Array(text.utf8), of: stop)].compactMapValues { $0 }
        let page = renderHTML(input)
        #expect(page.contains("<h2>Critical paths in a~b</h2>"))
        #expect(page.contains("baseline: of statements; candidate: of statements"))
        #expect(page.contains("<td>1 of 1</td><td>50 %</td><td>0 of 1</td><td>0 %</td><td>baseline-only</td>"))
        #expect(page.contains("<strong>gap</strong> shim-delete: under s/a the other side runs it"))
        #expect(page.contains("Reached by no scenario on the candidate: 2 functions"))
        #expect(page.contains("<code>service.go:Stop</code> of shim-delete; nearest: s/a"))
        #expect(page.contains("<pre><code>3  func Stop() {\n4      if a &lt; b {\n5      }\n6  }\n</code></pre>"))
        #expect(!renderHTML(Sample.input).contains("Critical paths in"))
    }

    @Test("the summary says how many paths both run, then the gaps, within its lines")
    func markdown() {
        var input = Self.run(Self.side(["s/a": [0, 1, 2]]), Self.side(["s/a": [0]]))
        let text = renderMarkdown(input)
        #expect(
            text.contains(
                "- `a~b`: 1 of 3 paths run on both sides; functions reached: baseline 3 of 3, candidate 1 of 3"))
        #expect(text.contains("- gap: `shim-delete: under s/a the other side runs it, the candidate does not`"))
        input.coverage = Array(repeating: input.coverage[0], count: 40)
        let lines = renderMarkdown(input).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 61 && lines.contains { $0.contains("more lines, in the report") })
    }

    @Test("in JUnit each path is a case: failed by what blocks, skipped where the candidate does not run it")
    func junit() throws {
        var input = Self.run(Self.side(["s/a": [0, 1, 2]]), Self.side(["s/a": [0]]))
        var finding = Sample.wrongExit
        finding.facet = FacetPath("run", "coverage", "shim-start").description
        finding.cells = ["a~b"]
        finding.scenarios = [""]
        input.judged.findings = [finding]
        let text = renderJUnit(input)
        #expect(try JUnitRules.broken(by: text) == [])
        let suite = try #require(text.range(of: "<testsuite name=\"critical paths of a~b\""))
        let rest = text[suite.lowerBound...]
        #expect(rest.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"2\""))
        #expect(rest.contains("no scenario runs it on the candidate"))
        #expect(rest.contains("its places are not in the candidate&apos;s build"))
        // It is told there, and nowhere else.
        #expect(!text.contains("classname=\"finding\""))
    }

    @Test("the object of a run says what was lost, on which side, in how many trials")
    func lost() throws {
        let side = Self.side(["s/a": [0], "s/b": [1]], lost: ["killed"])
        let text = renderJSON(Self.run(nil, side))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let lost = try #require(object["coverageLost"] as? [[String: Any]])
        #expect(lost.count == 1 && lost[0]["side"] as? String == "candidate" && lost[0]["trials"] as? Int == 2)
    }

    @Test("of two runs the report says what the second does not reach any more, and which scenario it is without")
    func changes() {
        let stop = CoveredBuild.Function(file: "x/service.go", line: 3, symbol: CodeSymbol(name: "Stop"))
        var coverage = Self.reported(Self.side(["s/a": [0, 1, 2]]), Self.side(["s/a": [0]]))
        coverage.changes = [
            CoverageChange(
                path: "shim-delete", lost: [stop], gained: [], missing: ["s/gone"], changed: ["s/a"], isUncertain: false
            )
        ]
        let text = renderCoverage(coverage, style: TextStyle(width: 160))
        for words in [
            "gap  shim-delete: the second run does not reach service.go:Stop any more",
            "  the second run is without s/gone", "  s/a reached it in the first run alone",
        ] { #expect(text.contains(words), "\(words) in \(text)") }
        var open = coverage
        open.changes[0].isUncertain = true
        open.changes[0].gained = [stop]
        open.changes[0].isGainUncertain = true
        let lost = renderCoverage(open, style: TextStyle(width: 160))
        for words in [
            "\nshim-delete: the second run is not seen to reach service.go:Stop\n",
            "  counters of the second run were lost, so it may be reached all the same",
            "shim-delete: the second run reaches also service.go:Stop\n  counters of the first were lost",
        ] { #expect(lost.contains(words), "\(words) in \(lost)") }
        #expect(!lost.contains("does not reach"))
        var input = Sample.input
        input.coverage = [coverage]
        #expect(renderHTML(input).contains("<li>the second run is without s/gone</li>"))
        #expect(renderMarkdown(input).contains("any more the second run is without s/gone"))
    }

    @Test("what one scenario alone reaches is told, where many were run")
    func sole() {
        let reached = Dictionary(uniqueKeysWithValues: (1...12).map { ("s/\($0)", $0 == 5 ? [0, 1] : [0]) })
        let text = renderCoverage(Self.reported(nil, Self.side(reached)), style: TextStyle(width: 160))
        #expect(text.contains("1 function of the candidate that one scenario alone reaches: service.go:Start (s/5)"))
        let lost = renderCoverage(
            Self.reported(nil, Self.side(reached, lost: ["killed"])), style: TextStyle(width: 160))
        #expect(lost.contains("1 function of the candidate that one scenario alone is seen to reach: service.go:Start"))
    }

    @Test("a path shown alone has the lines of what no scenario reached, with what is hostile in them escaped")
    func lines() {
        var coverage = Self.reported(nil, Self.side(["s/a": [0]]))
        let start = CoveredBuild.Function(file: "x/service.go", line: 2, symbol: CodeSymbol(name: "Start"))
        let text = "\nfunc Start() {\n\t\u{1b}[2J\n"
        coverage.candidateSource = [start: SourceExcerpt(Array(text.utf8), of: start)].compactMapValues { $0 }
        let shown = renderReaching("shim-start", coverage)
        #expect(shown?.contains("      2  func Start() {\n      3      \\u{1b}[2J\n") == true)
        #expect(shown?.contains("\u{1b}") == false)
    }
}
