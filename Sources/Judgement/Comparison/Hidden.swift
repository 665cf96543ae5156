/// A difference that was set aside before comparing, and by what.
package struct Hidden: Sendable, Hashable, Codable {
    /// The normaliser, rule or ledger entry, as it is counted.
    package var by: String
    /// Why that is no difference.
    package var because: String
    package var cell: String
    package var scenario: String
    package var facet: String
    /// What each side showed, as text.
    package var baseline: String
    package var candidate: String

    /// How many of one kind are kept of a scenario, and of a run.
    static let perScenario = 3
    static let perRun = 20

    package init(
        by: String, because: String, cell: String, scenario: String, facet: String, baseline: String, candidate: String
    ) {
        self.by = by
        self.because = because
        self.cell = cell
        self.scenario = scenario
        self.facet = facet
        self.baseline = baseline
        self.candidate = candidate
    }
}

extension [Hidden] {
    /// The first of each kind, in a fixed order.
    var firstOfEach: [Hidden] {
        var kept: [String: Int] = [:]
        return sorted { ($0.by, $0.cell, $0.scenario, $0.facet) < ($1.by, $1.cell, $1.scenario, $1.facet) }.filter {
            kept[$0.by, default: 0] += 1
            return kept[$0.by, default: 0] <= Hidden.perRun
        }
    }
}
