/// What one scenario catches, and what a trial of it takes.
package struct ScenarioCatch: Sendable, Hashable, Codable {
    package var scenario: String
    /// A trial of it, nanoseconds: the median of those that were run.
    package var nanoseconds: UInt64
    /// The faults that it shows, by name, sorted.
    package var faults: [String]

    package init(scenario: String, nanoseconds: UInt64, faults: [String]) {
        self.scenario = scenario
        self.nanoseconds = nanoseconds
        self.faults = faults
    }
}

/// What the scenarios of a library are worth, by the faults that they catch.
package struct ScenarioPower: Sendable, Hashable, Codable {
    /// Every scenario that was run against every fault, by id.
    package var scenarios: [ScenarioCatch]
    /// A cheapest set that catches all that they catch together, by id.
    package var minimal: [String]
    /// Those that catch nothing that no other does, by id: each can be left out, though not all of them at once.
    package var spare: [String]

    /// - Parameter scenarios: Each once.
    package init(_ scenarios: [ScenarioCatch]) {
        self.scenarios = scenarios.sorted { $0.scenario < $1.scenario }
        minimal = cheapestSet(scenarios).sorted()
        var counts: [String: Int] = [:]
        for scenario in scenarios { for fault in scenario.faults { counts[fault, default: 0] += 1 } }
        spare = scenarios.filter { $0.faults.allSatisfy { counts[$0] ?? 0 > 1 } }.map(\.scenario).sorted()
    }

    /// What a trial of each scenario of the minimal set takes, together, nanoseconds.
    package var minimalNanoseconds: UInt64 {
        let set = Set(minimal)
        return scenarios.filter { set.contains($0.scenario) }.reduce(0) { $0 &+ $1.nanoseconds }
    }
}

/// Scenarios that together catch all that can be caught, chosen greedily: the least time for each fault not caught yet,
/// then without those that turned out needless. Never more than the logarithm of the faults above the cheapest there is
/// (Chvátal, 1979); the same for the same input.
package func cheapestSet(_ scenarios: [ScenarioCatch]) -> [String] {
    let sorted = scenarios.sorted { $0.scenario < $1.scenario }
    var open = Set(sorted.flatMap(\.faults))
    var chosen: [ScenarioCatch] = []
    while !open.isEmpty {
        func price(_ scenario: ScenarioCatch) -> Double {
            // A trial whose time is not known is not free.
            Double(max(scenario.nanoseconds, 1)) / Double(scenario.faults.count { open.contains($0) })
        }
        let useful = sorted.filter { scenario in scenario.faults.contains { open.contains($0) } }
        guard let best = useful.min(by: { (price($0), $0.scenario) < (price($1), $1.scenario) }) else { break }
        chosen.append(best)
        open.subtract(best.faults)
    }
    // What was chosen early may be covered by what came later: the dearest first.
    for scenario in chosen.sorted(by: { ($1.nanoseconds, $0.scenario) < ($0.nanoseconds, $1.scenario) }) {
        let others = chosen.filter { $0.scenario != scenario.scenario }
        if Set(scenario.faults).isSubset(of: others.flatMap(\.faults)) { chosen = others }
    }
    return chosen.map(\.scenario).sorted()
}
