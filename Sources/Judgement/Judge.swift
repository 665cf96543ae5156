package import Facets
package import Recordings
package import Scenarios

/// Lists the expectations of a scenario that a trial's facets do not meet, or say nothing of.
package typealias UnmetReader = @Sendable (Scenario, FacetSet) -> [Unmet]

/// Judges a run: what differs, how sure that is, how bad, whom to ask, and what could not be seen.
///
/// Pure: the same input gives the same answer, whatever the order of its trials. What it still suspects is in
/// `requests`; carry those out, and judge again (design, "The judge").
package func judge(
    _ input: JudgementInput, catalogue: Catalogue,
    unmet: @escaping UnmetReader = {
        expectations(of: $0, in: $1)
    }
) -> Judged {
    let rules = Rules(input, catalogue: catalogue, unmet: unmet)
    var hearing = Hearing(input)
    for cell in input.cells { hearing.hear(cell, rules) }
    return hearing.judged(rules)
}
