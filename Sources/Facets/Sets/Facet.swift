/// One observed thing: a stable path and what is known of it.
package struct Facet: Sendable, Hashable {
    package var path: FacetPath
    package var state: FacetState

    package init(_ path: FacetPath, _ state: FacetState) {
        self.path = path
        self.state = state
    }
}

/// All facets of one trial.
package struct FacetSet: Sendable, Hashable {
    /// What is known, by path.
    package var states: [FacetPath: FacetState]

    package init(_ states: [FacetPath: FacetState] = [:]) {
        self.states = states
    }

    package subscript(path: FacetPath) -> FacetState? {
        get { states[path] }
        set { states[path] = newValue }
    }

    /// The facets in the order of their paths.
    package var sorted: [Facet] {
        states.sorted { $0.key < $1.key }.map { Facet($0.key, $0.value) }
    }
}
