package import Archives
package import Matrices
package import Scenarios
import Statistics

/// The trials of a run, in the order in which they are carried out.
package enum Plan {
    /// How a run's trials are laid out.
    package struct Layout: Sendable, Hashable {
        /// How often every scenario runs on each side.
        package var rounds: Int
        /// How often each timed scenario runs on each side beside that, alone; 0 when every trial runs alone anyway.
        package var timedRounds: Int
        /// Which order the trials have: 0 for the plan's own; what is found does not depend on it.
        package var shuffle: Int
        /// Whether the rounds' trials run alone, so that their times count, too.
        package var isAlone: Bool

        package init(rounds: Int, timedRounds: Int = 0, shuffle: Int = 0, isAlone: Bool? = nil) {
            self.rounds = rounds
            self.timedRounds = timedRounds
            self.shuffle = shuffle
            self.isAlone = isAlone ?? (timedRounds == 0)
        }

        /// The least number of timed rounds that say anything: a median of eight.
        private static let leastTimedRounds = 8

        /// The layout for a number of lanes: with one lane every trial is alone, so every trial is timed.
        ///
        /// - Parameter judgesTimes: Whether the noise must be known before blocks are planned.
        package static func fitting(rounds: Int, lanes: Int, shuffle: Int = 0, judgesTimes: Bool = false) -> Layout {
            let isAlone = lanes == 1
            let timed = isAlone && !judgesTimes ? 0 : max(isAlone ? 0 : rounds, leastTimedRounds)
            return Layout(rounds: rounds, timedRounds: timed, shuffle: shuffle, isAlone: isAlone)
        }
    }

    /// The trials of a run: each round runs every scenario in random order, and in it every role of every cell side by
    /// side in random order. So no side has a warmer or a calmer host than the other.
    ///
    /// - Returns: Numbered from 1; the same for the same seed and arguments.
    package static func trials(
        of scenarios: [Scenario], in cells: [Cell], _ layout: Layout, seed: UInt64
    ) -> [PlannedTrial] {
        var random = SeededGenerator(seed: seed, for: "plan")
        var planned: [PlannedTrial] = []
        func plan(_ scenarios: [Scenario], round: Int, isTimed: Bool, roles: (Cell) -> [Role]) {
            for scenario in scenarios.shuffled(using: &random) {
                for cell in cells.shuffled(using: &random) {
                    for role in roles(cell).shuffled(using: &random) {
                        planned.append(
                            PlannedTrial(
                                number: 0, cell: cell.name, role: role.rawValue, scenario: scenario.id, round: round,
                                isTimed: isTimed))
                    }
                }
            }
        }
        for round in 0..<layout.rounds {
            plan(scenarios, round: round, isTimed: layout.isAlone) { $0.contenders.map(\.role) }
        }
        let timed = scenarios.filter(\.timed)
        // Rounds that are timed have numbers of their own: a round is a pair of trials, one a side.
        let first = layout.isAlone ? layout.rounds : 0
        for round in first..<first + layout.timedRounds {
            plan(timed, round: round, isTimed: true) { cell in
                cell.contenders.map(\.role) + (cell.copy == nil ? [] : [.copy])
            }
        }
        if layout.shuffle != 0 {
            var order = SeededGenerator(seed: seed, for: "shuffle \(layout.shuffle)")
            planned.shuffle(using: &order)
        }
        for index in planned.indices { planned[index].number = index + 1 }
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
