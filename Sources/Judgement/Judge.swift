package import Facets
package import Scenarios

/// A demand of the contract that one trial did not meet.
package struct UnmetExpectation: Sendable, Hashable {
    /// The facet that it is about, whole.
    package var path: FacetPath
    /// What the contract demands, in words.
    package var demanded: String

    package init(path: FacetPath, demanded: String) {
        self.path = path
        self.demanded = demanded
    }
}

/// Lists what a trial of a scenario did not meet.
package typealias UnmetReader = @Sendable (Scenario, FacetSet) -> [UnmetExpectation]

/// Judges a run: what differs, how sure that is, how bad, whom to ask, and what could not be seen.
///
/// Pure: the same input gives the same answer, whatever the order of its trials. What it still suspects is in
/// `requests`; carry those out, and judge again (design, "The judge").
package func judge(
    _ input: JudgementInput, catalogue: Catalogue, unmet: UnmetReader = { _, _ in [] }
) -> Judged {
    Judged(
        verdict: .inconclusive, verdicts: [.behaviour: .inconclusive], exit: 2, cells: [], findings: [], timings: [],
        leaks: [], notCompared: [], requests: [], applied: [:])
}
