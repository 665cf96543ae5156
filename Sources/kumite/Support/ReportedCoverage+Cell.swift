import Reports
import Runs

extension ReportedCoverage {
    /// What is to be told of a cell.
    init(_ coverage: CellCoverage) {
        self.init(
            cell: coverage.cell, table: coverage.table, baseline: coverage.baseline, candidate: coverage.candidate)
        changes = coverage.changes
    }
}
