import Coverage
import Facets
import Judgement

/// A suite with a case a critical path: it fails by what blocks, is skipped where no scenario is seen to run it on the candidate.
func coverageSuite(
    _ coverage: ReportedCoverage, id: Int, startedAt: UInt64, findings: [Finding]
) -> XMLElement {
    let cases = coverage.table.rows.map { row in
        let own = findings.filter { $0.blocks && $0.isOf(row.path, in: coverage.cell) }
        return JUnitCase(
            className: "\(coverage.cell.replacing(".", with: "_")).critical-paths", name: row.path,
            outcome: own.isEmpty ? outcome(row) : failure(own))
    }
    return suite(
        "critical paths of \(coverage.cell)", id: id, startedAt: startedAt, cases: cases,
        output: renderCoverage(coverage, style: TextStyle(width: 160)))
}

private func outcome(_ row: CoverageTable.Row) -> JUnitCase.Outcome {
    guard let cell = row.candidate else { return .skipped(message: "not counted on the candidate") }
    guard cell.functions > 0 else { return .skipped(message: "its places are not in the candidate's build") }
    switch cell.isRun {
    case true?: return .passed
    case false?: return .skipped(message: "no scenario runs it on the candidate")
    case nil: return .skipped(message: "counters of the candidate were lost: whether a scenario runs it is not known")
    }
}

extension Finding {
    /// Whether it is about the reach of a critical path.
    func isOf(_ path: String, in cell: String) -> Bool {
        cells.contains(cell) && facet == FacetPath("run", "coverage", path).description
    }
}
