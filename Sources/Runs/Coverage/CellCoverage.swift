package import Coverage
import Judgement
import Policies

/// What a run's contenders reached of critical paths in one cell.
package struct CellCoverage: Sendable {
    /// The cell's name.
    package var cell: String
    /// nil for a side that does not count what it runs.
    package var baseline: CoverageSide?
    package var candidate: CoverageSide?
    package var table: CoverageTable
    /// What the candidate reaches less or more than the baseline, where both are of different runs.
    package var changes: [CoverageChange] = []

    init(cell: String, baseline: CoverageSide?, candidate: CoverageSide?, _ input: JudgementInput) {
        self.cell = cell
        self.baseline = baseline
        self.candidate = candidate
        table = CoverageTable(
            input.policy.library.criticalPaths.map { (id: $0.id, title: $0.title) }, baseline: baseline,
            candidate: candidate)
    }

    /// As far as the judge needs to know it.
    var judged: JudgedCoverage {
        func lost(_ side: CoverageSide?) -> Int { side.map { $0.lostTrials + $0.crashedTrials } ?? 0 }
        var judged = JudgedCoverage(table: table, baselineLost: lost(baseline), candidateLost: lost(candidate))
        judged.changes = changes
        if let candidate {
            judged.ran = Set(candidate.scenarios.keys)
            for path in candidate.paths.keys {
                judged.unreached[path] = candidate.functions(of: path).filter { !$0.isReached }.map(\.function.text)
            }
        }
        return judged
    }
}
