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

    package init(
        name: String, requires: [String], blocks: [Severity], floor: Double, gates: [String] = [],
        margin: Double = 0.1, error: Double = 0.005, budgetNanoseconds: UInt64? = nil, owners: Owners,
        ledger: [LedgerEntry]
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

/// A difference that is known already (design, "The judge", 5).
package struct LedgerEntry: Sendable, Hashable, Codable {
    package enum Status: String, Sendable, Hashable, Codable, CaseIterable {
        /// The contract allows both; not a finding.
        case legal
        /// A defect that is known: reported, judged as if unknown.
        case open
        /// A named person accepts it until a date; shown, does not block.
        case waived
    }

    /// The facets it knows, a pattern's text.
    package var facet: String
    /// The contenders it is about: a name, or `*`.
    package var contenders: String
    package var status: Status
    package var reason: String
    package var owner: String
    package var link: String
    /// `2026-08-20`.
    package var firstSeen: String?
    /// Required for `open` and `waived`.
    package var expires: String?
    /// The file it stands in.
    package var file: String

    package init(
        facet: String, contenders: String, status: Status, reason: String, owner: String, link: String,
        firstSeen: String?, expires: String?, file: String
    ) {
        self.facet = facet
        self.contenders = contenders
        self.status = status
        self.reason = reason
        self.owner = owner
        self.link = link
        self.firstSeen = firstSeen
        self.expires = expires
        self.file = file
    }
}
