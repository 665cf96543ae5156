import Coverage
import Facets
import Policies

/// What a critical path lacks that is not reached far enough: functions, and the scenarios that would run them.
struct MissingScenarios {
    /// What an owner is to see of it, a line each.
    var evidence: [String] = []
    /// Scenarios that were not run: those that reached it before; where nothing is known of before, those that cover it.
    var scenarios: [String] = []
}

extension Rules {
    /// How many names a line of evidence has at most.
    private static var shown: Int { 8 }

    /// What a critical path lacks on a cell's candidate.
    func missing(_ path: String, _ coverage: JudgedCoverage) -> MissingScenarios {
        var all = MissingScenarios()
        func add(_ head: String, _ names: [String], atMost limit: Int = Self.shown) {
            guard !names.isEmpty else { return }
            let more = names.count > limit ? " and \(names.count - limit) more" : ""
            let texts = names.prefix(limit).map { Escaping.text($0, limit: 160) }
            all.evidence.append("\(head): \(texts.joined(separator: ", "))\(more)")
        }
        add("not reached", coverage.unreached[path] ?? [])
        if let change = coverage.changes.first(where: { $0.path == path }) {
            add("reached in the first run", change.lost.map(\.text))
            add("by scenarios that the second did not run", change.missing)
            add("by scenarios that do not reach it any more", change.changed)
            all.scenarios = change.missing
        }
        let declared = (policy.library.covering?[path] ?? []).filter { !coverage.ran.contains($0) }
        add("scenarios of the library that cover it and were not run", declared.sorted(), atMost: 40)
        if all.scenarios.isEmpty { all.scenarios = declared.sorted() }
        return all
    }

    /// A finding about a critical path with what is to be run, and what its owner is to be asked.
    func told(_ finding: Finding, in coverage: JudgedCoverage) -> Finding {
        guard let path = coverage.table.rows.map(\.path).first(where: { finding.isOf($0) }) else { return finding }
        var finding = finding
        let scenarios = missing(path, coverage).scenarios
        finding.scenarios = scenarios
        let bounded = scenarios.prefix(Self.shown)
        finding.question =
            "What is to run \(path) on the candidate far enough: \(finding.candidate)?"
            + (bounded.isEmpty ? "" : " Not run: \(bounded.joined(separator: ", ")).")
        if !bounded.isEmpty {
            finding.rerun = "\(repeating.run) --scenarios \(shellWord(bounded.joined(separator: ",")))"
        }
        finding.rerunWithoutArchive = nil
        return finding
    }
}

extension Finding {
    /// Whether it is about the reach of a critical path.
    fileprivate func isOf(_ path: String) -> Bool { facet == FacetPath("run", "coverage", path).description }
}
