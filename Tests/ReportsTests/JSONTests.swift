import Foundation
import Judgement
import Reports
import Testing

/// A JSON object as Foundation reads it.
func parsed(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

@Suite("The object of --json")
struct JSONTests {
    @Test("it has every field that programs may rely on")
    func fields() throws {
        let object = try parsed(renderJSON(Sample.input))
        let promised = [
            "run", "verdict", "verdicts", "exit", "policy", "cells", "findings", "timings", "footprint", "leaks",
            "notCompared", "baseline", "candidate", "trials",
        ]
        #expect(promised.allSatisfy { object[$0] != nil })
        let verdicts = try #require(object["verdicts"] as? [String: String])
        #expect(Set(verdicts.keys) == ["behaviour", "timing", "footprint", "coverage"])
        let finding = try #require((object["findings"] as? [[String: Any]])?.first)
        #expect(
            Set(finding.keys) == [
                "id", "class", "severity", "blocks", "rule", "odd", "cells", "drivers", "scenarios", "seen", "facet",
                "component", "owner", "question", "baseline", "candidate", "firstDivergence", "rerun",
                "rerunWithoutArchive", "evidence", "waived", "private",
            ])
        let timing = try #require((object["timings"] as? [[String: Any]])?.first)
        for key in [
            "cell", "scenario", "measure", "gating", "ratio", "low", "high", "floor", "answer", "blocks",
            "minimumDetectable",
        ] {
            #expect(timing[key] != nil, "\(key)")
        }
        let cell = try #require((object["cells"] as? [[String: Any]])?.first)
        #expect(Set(cell.keys) == ["cell", "baseline", "candidate", "verdicts", "trials"])
        let contender = try #require(cell["baseline"] as? [String: Any])
        #expect(
            Set(contender.keys) == [
                "name", "family", "release", "path", "sha256", "version", "configuration", "parts",
            ])
    }

    @Test("with two cells roles and trials are each cell's only")
    func twoCells() throws {
        var input = Sample.input
        input.judged.cells += [CellJudged(cell: "other", verdicts: [:], trials: TrialCounts())]
        let object = try parsed(renderJSON(input))
        #expect(object["baseline"] == nil && object["trials"] == nil)
        #expect((object["cells"] as? [Any])?.count == 2)
    }

    @Test("times and amounts of memory stand apart")
    func footprint() throws {
        let object = try parsed(renderJSON(Sample.input))
        #expect((object["timings"] as? [Any])?.count == 2)
        #expect((object["footprint"] as? [Any])?.count == 1)
    }

    @Test("what is no number is null")
    func notFinite() throws {
        var input = Sample.input
        input.judged.timings[0].ratio = .infinity
        input.judged.timings[0].minimumDetectable = nil
        let timing = try #require((try parsed(renderJSON(input))["timings"] as? [[String: Any]])?.first)
        #expect(timing["ratio"] is NSNull && timing["minimumDetectable"] is NSNull)
    }

    @Test("the same input gives the same bytes")
    func same() {
        #expect(renderJSON(Sample.input) == renderJSON(Sample.input))
    }
}
