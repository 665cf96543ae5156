import Coverage
import Foundation
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
        #expect(text.contains("shim-start          2 of 2 (50 %)   1 of 2 (25 %)   both            s/a"))
        #expect(text.contains("shim-delete         1 of 1 (50 %)   0 of 1 (0 %)    baseline-only   s/a"))
        #expect(text.contains("hooks               not found       not found       stale"))
        #expect(text.contains("gap  shim-delete: under s/a the other side runs it, the candidate does not"))
        #expect(text.contains("1 places of the list are not in the candidate's build"))
        #expect(text.contains("cheapest scenarios that reach all of this: s/a"))
        #expect(!text.contains("\u{1b}"))
        let lost = renderCoverage(
            Self.reported(
                nil, Self.side(["s/a": [0]], lost: ["counters of the daemon of main: it was killed by signal 9"])))
        #expect(lost.contains("the baseline does not count what it runs"))
        #expect(lost.contains("lost is not zero"))
        #expect(lost.contains("in 1 trial: counters of the daemon of main"))
        #expect(lost.contains("reached by no scenario: shim-delete"))
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
        #expect(rows.map { $0["state"] as? String } == ["baseline-only", "neither", "stale"])
    }
}
