package import Facets
package import Scenarios

/// The expectations of a scenario that its facets do not meet, in the order of the steps, then those of the whole.
///
/// A step that states nothing of `error` (or, for a program, of `rc`) must succeed.
package func expectations(of scenario: Scenario, in facets: FacetSet) -> [Unmet] {
    []
}
