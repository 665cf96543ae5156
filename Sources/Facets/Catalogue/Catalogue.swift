/// Every family of facets and measures, declared once; a path that is not in it is a bug.
package struct Catalogue: Sendable {
    package var entries: [CatalogueEntry]

    package init(_ entries: [CatalogueEntry]) {
        self.entries = entries
    }
}

/// One family of facets or measures.
package struct CatalogueEntry: Sendable {
    /// How two values of the family are compared.
    package enum Comparison: String, Sendable, Hashable, CaseIterable {
        /// Equal or not.
        case exact
        /// A sequence: what moved, vanished, doubled.
        case sequence
        /// A bag: what is more or less.
        case bag
        /// A text by its template: what is a trial's own is bound first.
        case template
        /// Shown, never compared; for facets whose order or count nothing fixes.
        case shown
        /// A number that is noisy by nature.
        case distribution
    }

    /// Which paths it declares.
    package var pattern: FacetPattern
    /// What a value looks like, in words: `integer`, `text`, `bag of text`.
    package var kind: String
    /// The unit of a number: `bytes`, `nanoseconds`, or nil.
    package var unit: String?
    package var comparison: Comparison
    /// How bad a difference is if nothing else is said.
    package var severity: Severity
    /// The component that answers for it: `task-api`, `events`, `io`, `cleanup` …
    package var component: String
    /// Whether anything in it breaks the contract, whatever a scenario demands: then it is to be empty.
    package var isFault: Bool
    /// The drivers that can see it.
    package var drivers: [String]
    /// The version of Kumite since which it exists.
    package var since: String
    /// What it says, in one sentence.
    package var about: String

    package init(
        _ pattern: FacetPattern, kind: String, unit: String? = nil, comparison: Comparison, severity: Severity,
        component: String, isFault: Bool = false, drivers: [String] = ["shim"], since: String = "0.1.0", about: String
    ) {
        self.pattern = pattern
        self.kind = kind
        self.unit = unit
        self.comparison = comparison
        self.severity = severity
        self.component = component
        self.isFault = isFault
        self.drivers = drivers
        self.since = since
        self.about = about
    }
}
