/// Few scenarios that reach, on every side, each critical path that any scenario reaches there.
///
/// Chosen one after another, each time the one that adds most paths for its time; then those that the others make
/// needless are taken out again. The least set is NP-hard to find; this one takes at most ln n times as long (Chvátal, 1979).
package func cheapestScenarios(reaching sides: [CoverageSide]) -> [String] {
    struct Goal: Hashable {
        var side: Int
        var path: String
    }
    var goals: [String: Set<Goal>] = [:]
    var cost: [String: UInt64] = [:]
    for (number, side) in sides.enumerated() {
        for path in side.paths.keys {
            for scenario in side.scenarios(reaching: path) {
                goals[scenario, default: []].insert(Goal(side: number, path: path))
            }
        }
        for (scenario, told) in side.scenarios {
            cost[scenario, default: 0] += told.nanoseconds / UInt64(max(told.trials, 1))
        }
    }
    let scenarios = goals.keys.sorted()
    // Where no time is known every scenario costs the same.
    func price(_ scenario: String) -> Double { Double(max(cost[scenario] ?? 0, 1)) }
    var open = goals.values.reduce(into: Set<Goal>()) { $0.formUnion($1) }
    var chosen: [String] = []
    while !open.isEmpty {
        var best: (scenario: String, worth: Double)?
        for scenario in scenarios where !chosen.contains(scenario) {
            let added = goals[scenario].map { $0.intersection(open).count } ?? 0
            let worth = Double(added) / price(scenario)
            if added > 0, worth > best?.worth ?? 0 { best = (scenario, worth) }
        }
        guard let best else { break }
        chosen.append(best.scenario)
        open.subtract(goals[best.scenario] ?? [])
    }
    for scenario in chosen.sorted(by: { (price($0), $0) > (price($1), $1) }) {
        let others = chosen.filter { $0 != scenario }.reduce(into: Set<Goal>()) { $0.formUnion(goals[$1] ?? []) }
        if goals[scenario]?.isSubset(of: others) == true { chosen.removeAll { $0 == scenario } }
    }
    return chosen.sorted()
}
