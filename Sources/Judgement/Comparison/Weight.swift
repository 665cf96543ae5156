import Facets
import Scenarios

extension FacetFamily {
    /// How bad a difference in a facet is: what the scenario says of it, else what the family says.
    ///
    /// - Returns: With the rule that says so, to be put after others; empty where it is the family's.
    func weight(of path: FacetPath, in scenario: Scenario) -> (severity: Severity, why: String) {
        for rule in scenario.compare {
            guard let stated = rule.severity, let pattern = try? FacetPattern(parsing: rule.pattern),
                pattern.matches(path)
            else { continue }
            guard stated != severity else { return (severity, "") }
            let change = stated > severity ? "raised" : "lowered"
            let because = Escaping.text(rule.because, limit: 200)
            return (stated, "; \(change) to \(stated.rawValue) by \(scenario.id): \(because)")
        }
        return (severity, "")
    }
}
