/// What a library holds, so that a run can tell what of it was not reached.
package struct LibraryIndex: Sendable, Hashable, Codable {
    /// Ids of all scenarios.
    package var scenarios: [String]
    package var criticalPaths: [CriticalPath]
    package var advisories: [Advisory]

    package init(scenarios: [String] = [], criticalPaths: [CriticalPath] = [], advisories: [Advisory] = []) {
        self.scenarios = scenarios
        self.criticalPaths = criticalPaths
        self.advisories = advisories
    }
}
