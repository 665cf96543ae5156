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
    /// The end-to-end measures by which timing is judged; none, and timing is only shown.
    package var gates: [String]
    /// How much slower the candidate may be and still count as not slower, as a ratio: 0.1.
    package var margin: Double
    /// How likely a run of two equal sides may be judged slower or faster, over all its gates and looks.
    package var error: Double
    /// How long the blocks of a run may take, nanoseconds, where the user doesn't say; nil for as long as they need.
    package var budgetNanoseconds: UInt64?
    /// What each component is called and who owns it.
    package var owners: Owners
    /// What is known already.
    package var ledger: [LedgerEntry]
    /// What else it demands.
    package var terms: PolicyTerms
    /// What there was to run.
    package var library: LibraryIndex

    package init(
        name: String, requires: [String], blocks: [Severity], floor: Double, gates: [String] = [],
        margin: Double = 0.1, error: Double = 0.005, budgetNanoseconds: UInt64? = nil, owners: Owners,
        ledger: [LedgerEntry], terms: PolicyTerms = PolicyTerms(), library: LibraryIndex = LibraryIndex()
    ) {
        self.name = name
        self.requires = requires
        self.blocks = blocks
        self.floor = floor
        self.gates = gates
        self.margin = margin
        self.error = error
        self.budgetNanoseconds = budgetNanoseconds
        self.owners = owners
        self.ledger = ledger
        self.terms = terms
        self.library = library
    }
}
