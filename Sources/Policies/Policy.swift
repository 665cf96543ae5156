package import Facets

/// What a consumer demands of a run: which aspects decide, and what blocks.
package struct Policy: Sendable, Hashable, Codable {
    package var name: String
    /// The aspects that decide: `behaviour`, `timing` …; every other is shown.
    package var requires: [String]
    /// Severities that block.
    package var blocks: [Severity]
    /// The least relative change of a time that counts as one, as a ratio: 0.03.
    package var floor: Double
    /// What each component is called and who owns it.
    package var owners: Owners
    /// What is known already.
    package var ledger: [LedgerEntry]

    package init(
        name: String, requires: [String], blocks: [Severity], floor: Double, owners: Owners, ledger: [LedgerEntry]
    ) {
        self.name = name
        self.requires = requires
        self.blocks = blocks
        self.floor = floor
        self.owners = owners
        self.ledger = ledger
    }
}

/// Who answers for a component, per family.
package struct Owners: Sendable, Hashable, Codable {
    /// By `component@family`, or `component` for all families.
    package var byComponent: [String: String]

    package init(byComponent: [String: String] = [:]) {
        self.byComponent = byComponent
    }
}
