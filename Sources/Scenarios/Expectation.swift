package import Facets

/// What the contract demands of one facet.
package struct Expectation: Sendable, Hashable, Codable {
    /// The facet; relative to the step in a step's `expect`, whole in a scenario's.
    package var path: FacetPath
    package var matcher: Matcher
    /// Where it stands in its file.
    package var place: SourcePlace

    package init(_ path: FacetPath, _ matcher: Matcher, place: SourcePlace = SourcePlace(line: 0, column: 0)) {
        self.path = path
        self.matcher = matcher
        self.place = place
    }
}

/// What a facet is held against.
package indirect enum Matcher: Sendable, Hashable, Codable {
    /// A scalar as the file spells it; compared by the kind of what was seen, never by YAML's guess.
    case scalar(String)
    /// Something, whatever it is.
    case any
    /// Looked for, and not there.
    case absent
    /// No error; the same as `absent`, spelled for `error`.
    case ok
    case oneOf([Matcher])
    /// A regular expression that the whole text must match.
    case matches(String)
    case range(atLeast: Int64?, atMost: Int64?)
    /// A list in which these come in this order, others between them allowed.
    case inOrder([Matcher])
    /// A list or bag of exactly these, in any order.
    case anyOrder([Matcher])
}
