package import Archives
package import Judgement
package import Matrices

/// A run from its plan to its judgement: planned trials, then those that the judge asks for, twice at most.
package struct Sparring: Sendable {
    package let conductor: Conductor
    package let archive: RunFolder
    package let cells: [Cell]
    package let seed: UInt64

    package init(conductor: Conductor, archive: RunFolder, cells: [Cell], seed: UInt64) {
        self.conductor = conductor
        self.archive = archive
        self.cells = cells
        self.seed = seed
    }

    /// Carries out what has not been carried out yet, and what the judge asks for.
    ///
    /// - Returns: The judge's last word; nil when the run was interrupted before it.
    package func run() async throws -> Judged? {
        while true {
            let contents = try RunReader(at: archive.path).contents()
            try await conductor.carryOut(contents.unfinished)
            if await conductor.interrupted { return nil }
            let judged = try Judging.judged(RunReader(at: archive.path))
            let wanted = judged.requests.map {
                FreshTrials(
                    cell: $0.cell, scenario: $0.scenario, eachSide: $0.eachSide, round: $0.round, cause: $0.cause)
            }
            guard !wanted.isEmpty else { return judged }
            let last = try RunReader(at: archive.path).contents().planned.map(\.number).max() ?? 0
            try archive.appendPlan(
                scenarios: [], trials: Plan.fresh(wanted, in: cells, first: last + 1, seed: seed))
        }
    }
}
