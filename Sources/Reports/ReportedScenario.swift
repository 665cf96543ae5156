/// What became of one scenario in one cell.
package struct ReportedScenario: Sendable, Hashable {
    /// The cell's name, as in `CellJudged`.
    package var cell: String
    package var scenario: String
    /// Why it could not be compared, in words; nil if it was.
    package var whyNotCompared: String?
    /// What its trials took, all of them together; 0 if that is not known.
    package var nanoseconds: UInt64

    package init(cell: String, scenario: String, whyNotCompared: String? = nil, nanoseconds: UInt64 = 0) {
        self.cell = cell
        self.scenario = scenario
        self.whyNotCompared = whyNotCompared
        self.nanoseconds = nanoseconds
    }
}
