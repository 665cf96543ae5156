package import Facets

/// What `derive` makes of a recording.
package struct Derived: Sendable, Hashable {
    package var facets: FacetSet
    package var measures: [Measure]
    package var evidence: [Evidence]

    package init(facets: FacetSet = FacetSet(), measures: [Measure] = [], evidence: [Evidence] = []) {
        self.facets = facets
        self.measures = measures
        self.evidence = evidence
    }
}

/// Turns observations of one kind into facets, measures and evidence; a family hands in its own.
package protocol Extractor: Sendable {
    /// What it is called in the archive.
    var name: String { get }

    /// Adds what it finds in `recording` to `derived`.
    func extract(from recording: Recording, into derived: inout Derived)
}
