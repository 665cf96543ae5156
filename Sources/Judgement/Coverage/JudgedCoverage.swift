package import Coverage

/// What a cell's trials reached of critical paths, as far as the judge needs to know it.
package struct JudgedCoverage: Sendable {
    package var table: CoverageTable
    /// How many trials of each side lost counters; where that was not what its scenario is for, the table says so too.
    package var baselineLost: Int
    package var candidateLost: Int
    /// The candidate's functions that no scenario reached, by critical path.
    package var unreached: [String: [String]] = [:]
    /// Scenarios of which the candidate has a trial with a digest.
    package var ran: Set<String> = []
    /// What the candidate reaches less or more than the baseline, where both are of different runs.
    package var changes: [CoverageChange] = []

    package init(table: CoverageTable, baselineLost: Int, candidateLost: Int) {
        self.table = table
        self.baselineLost = baselineLost
        self.candidateLost = candidateLost
    }
}
