/// What a library holds, so that a run can tell what of it was not reached.
package struct LibraryIndex: Sendable, Hashable, Codable {
    /// Ids of all scenarios.
    package var scenarios: [String]
    package var criticalPaths: [CriticalPath]
    package var advisories: [Advisory]
    /// The scenarios that say they cover a critical path, by its id; archives of before that was kept have none.
    package var covering: [String: [String]]?

    package init(
        scenarios: [String] = [], criticalPaths: [CriticalPath] = [], advisories: [Advisory] = [],
        covering: [String: [String]]? = nil
    ) {
        self.scenarios = scenarios
        self.criticalPaths = criticalPaths
        self.advisories = advisories
        self.covering = covering
    }
}
