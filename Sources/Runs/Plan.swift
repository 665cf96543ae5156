package import Archives
package import Matrices
package import Scenarios
import Statistics

/// The trials of a run, in the order in which they are carried out.
package enum Plan {
    /// The trials of `rounds` rounds: each round runs every scenario in random order, and in it every role of every
    /// cell side by side in random order. So no side has a warmer or a calmer host than the other.
    ///
    /// - Returns: Numbered from 1; the same for the same seed and arguments.
    package static func trials(of scenarios: [Scenario], in cells: [Cell], rounds: Int, seed: UInt64) -> [PlannedTrial]
    {
        var random = SeededGenerator(seed: seed, for: "plan")
        var planned: [PlannedTrial] = []
        for round in 0..<rounds {
            for scenario in scenarios.shuffled(using: &random) {
                for cell in cells.shuffled(using: &random) {
                    for role in cell.contenders.map(\.role).shuffled(using: &random) {
                        planned.append(
                            PlannedTrial(
                                number: planned.count + 1, cell: cell.name, role: role.rawValue,
                                scenario: scenario.id, round: round))
                    }
                }
            }
        }
        return planned
    }

    /// Fresh trials that the judge asked for, both sides in random order.
    ///
    /// - Parameter first: The number of the first of them.
    package static func fresh(_ requests: [FreshTrials], in cells: [Cell], first: Int, seed: UInt64) -> [PlannedTrial] {
        var random = SeededGenerator(seed: seed, for: "fresh \(first)")
        var wanted: [PlannedTrial] = []
        for request in requests {
            guard let cell = cells.first(where: { $0.name == request.cell }) else { continue }
            for _ in 0..<request.eachSide {
                for (role, _) in cell.contenders {
                    wanted.append(
                        PlannedTrial(
                            number: 0, cell: cell.name, role: role.rawValue, scenario: request.scenario,
                            round: -request.round, cause: request.cause))
                }
            }
        }
        wanted.shuffle(using: &random)
        for index in wanted.indices { wanted[index].number = first + index }
        return wanted
    }
}

/// So many trials a side of one scenario, with why.
package struct FreshTrials: Sendable, Hashable {
    package var cell: String
    package var scenario: String
    package var eachSide: Int
    package var round: Int
    package var cause: String

    package init(cell: String, scenario: String, eachSide: Int, round: Int, cause: String) {
        self.cell = cell
        self.scenario = scenario
        self.eachSide = eachSide
        self.round = round
        self.cause = cause
    }
}
