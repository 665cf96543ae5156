import Documents
import Proofs
import Scenarios

/// Scenarios that a fault is looked for in, one lot after another, the cheapest first.
struct ProofStages {
    struct Stage {
        /// `own`, `pr`, `library`.
        var name: String
        var scenarios: [Scenario]
        var rounds: Int
    }

    /// So many of a fault's own scenarios are run first; the rest comes with tier `pr`.
    private static let first = 4

    private(set) var stages: [Stage]

    /// - Parameter everything: Whether all of a tier is run at once.
    init(of fault: Fault, among all: [Scenario], rounds: Int, tier: Tier, everything: Bool) {
        guard !everything else {
            stages = [Stage(name: tier.rawValue, scenarios: all.filter { $0.tier <= tier }, rounds: rounds)]
            return
        }
        let globs = fault.scenarios.map(Glob.init)
        let own = all.filter { scenario in globs.contains { $0.matches(scenario: scenario.id) } }.sorted(by: isCheaper)
        var left = Set(all.map(\.id))
        func take(_ name: String, _ scenarios: [Scenario], rounds: Int) -> Stage {
            let fresh = scenarios.filter { left.contains($0.id) }
            left.subtract(fresh.map(\.id))
            return Stage(name: name, scenarios: fresh, rounds: rounds)
        }
        // What a fault shows is there every time: one round will do where many scenarios are looked at, since whatever
        // differs once is settled by fresh trials.
        stages = [
            take("own", Array(own.prefix(Self.first)), rounds: rounds),
            take("pr", own + all.filter { $0.tier == .pr }, rounds: 1),
            take("library", all, rounds: 1),
        ].filter { !$0.scenarios.isEmpty }
    }
}

/// Whether a scenario takes less than another, as far as its file tells: tier, waiting, steps.
private func isCheaper(_ a: Scenario, _ b: Scenario) -> Bool {
    if a.tier != b.tier { return a.tier < b.tier }
    if a.weight != b.weight { return a.weight == .busy }
    return (a.steps.count, a.id) < (b.steps.count, b.id)
}
