package import Archives
package import Judgement
package import Matrices
import Statistics

extension Plan {
    /// Blocks that the judge asked for: each with all roles in random order, close in time; those of several scenarios
    /// take turns, so that every comparison sees the whole of a run's weather.
    ///
    /// - Parameter first: The number of the first trial.
    package static func blocks(
        _ requests: [BlockRequest], in cells: [Cell], first: Int, seed: UInt64
    ) -> [PlannedTrial] {
        var random = SeededGenerator(seed: seed, for: "blocks \(first)")
        var planned: [PlannedTrial] = []
        let begin = requests.map(\.first).min() ?? 0
        let end = requests.map { $0.first + $0.blocks }.max() ?? 0
        for block in begin..<max(begin, end) {
            for request in requests.shuffled(using: &random) {
                guard (request.first..<request.first + request.blocks).contains(block),
                    let cell = cells.first(where: { $0.name == request.cell })
                else { continue }
                let roles = cell.timedRoles.flatMap { Array(repeating: $0, count: request.eachSide) }
                for role in roles.shuffled(using: &random) {
                    planned.append(
                        PlannedTrial(
                            number: first + planned.count, cell: cell.name, role: role.rawValue,
                            scenario: request.scenario, round: block, cause: request.cause, isTimed: true,
                            block: block))
                }
            }
        }
        return planned
    }
}

extension Cell {
    /// The roles that are timed against one another.
    var timedRoles: [Role] { copy == nil ? [.baseline, .candidate] : [.baseline, .candidate, .copy] }
}
