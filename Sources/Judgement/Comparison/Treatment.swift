import Facets
import Scenarios

/// What is done to the states of one facet before they are compared: the scenario's own rule, then the normalisers.
struct Treatment: Sendable {
    /// A scenario's rule with its pattern read.
    struct Relaxation: Sendable {
        var rule: ComparisonRule
        var pattern: FacetPattern
    }

    private let relaxation: ComparisonRule?
    private let normalisers: [Normaliser]

    init(of path: FacetPath, _ family: FacetFamily, _ relaxations: [Relaxation]) {
        relaxation = relaxations.first { $0.pattern.matches(path) }?.rule
        normalisers = family.comparison == .template ? Normaliser.all : []
    }

    /// The states as they are compared; nil where they are not compared at all.
    ///
    /// - Parameter count: Told of everything that changed any, with its reason.
    func applied(
        to states: [FacetState], in scenario: Scenario, _ count: (_ by: String, _ because: String) -> Void
    ) -> [FacetState]? {
        var states = states
        if let relaxation {
            count("compare \(scenario.id): \(relaxation.pattern)", relaxation.because)
            guard relaxation.treatment == .presence else { return nil }
            states = states.map(Self.presence)
        }
        for normaliser in normalisers {
            let rewritten = states.map(normaliser.rewrite)
            guard rewritten != states else { continue }
            count(normaliser.label, normaliser.because)
            states = rewritten
        }
        return states
    }

    /// The state as it is compared; nil where it is not.
    func callAsFunction(_ state: FacetState) -> FacetState? {
        if let relaxation, relaxation.treatment != .presence { return nil }
        let state = relaxation == nil ? state : Self.presence(state)
        return normalisers.reduce(state) { $1.rewrite($0) }
    }

    private static func presence(_ state: FacetState) -> FacetState {
        if case .seen = state { .seen(.bool(true)) } else { state }
    }
}
