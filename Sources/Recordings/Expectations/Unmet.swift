package import Facets
package import Scenarios

/// An expectation that does not hold, or of which nothing can be said.
package struct Unmet: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// What was seen is not what the contract demands.
        case broken
        /// The step was not reached, or its call was refused before it could show this.
        case unreached
        /// This driver or host can't show it.
        case hidden
    }

    package var kind: Kind
    /// The facet's whole path.
    package var path: FacetPath
    package var matcher: Matcher
    /// What was seen; nil when nothing shows the facet at all.
    package var state: FacetState?
    /// The step's path; nil for an expectation of the whole trial.
    package var step: FacetPath?
    /// Whether it stands for "a step without `expect` must succeed".
    package var implicit: Bool
    /// Why it does not hold, in words.
    package var why: String
    /// Where it stands in the scenario's file.
    package var place: SourcePlace

    package init(
        kind: Kind, path: FacetPath, matcher: Matcher, state: FacetState?, step: FacetPath?, implicit: Bool,
        why: String, place: SourcePlace
    ) {
        self.kind = kind
        self.path = path
        self.matcher = matcher
        self.state = state
        self.step = step
        self.implicit = implicit
        self.why = why
        self.place = place
    }
}
