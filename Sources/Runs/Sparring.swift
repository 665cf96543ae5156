package import Archives
import Documents
package import Judgement
package import Matrices
import Policies
import Scenarios

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
        try await planTiming()
        while !(await conductor.interrupted) {
            let contents = try RunReader(at: archive.path).contents()
            try await conductor.carryOut(contents.unfinished)
            if await conductor.interrupted { return nil }
            let judged = try Judging.judged(RunReader(at: archive.path))
            let wanted = judged.requests.map {
                FreshTrials(
                    cell: $0.cell, scenario: $0.scenario, eachSide: $0.eachSide, round: $0.round, cause: $0.cause)
            }
            let blocks = judged.timing.requests
            guard !wanted.isEmpty || !blocks.isEmpty else { return judged }
            let last = try RunReader(at: archive.path).contents().planned.map(\.number).max() ?? 0
            let fresh = Plan.fresh(wanted, in: cells, first: last + 1, seed: seed)
            let timed = Plan.blocks(blocks, in: cells, first: last + 1 + fresh.count, seed: seed)
            try archive.appendPlan(scenarios: [], trials: fresh + timed)
        }
        return nil
    }

    /// Times the first rounds before anything else where a policy gates, and tells what can be seen on this host.
    ///
    /// - Throws: A `RunError` when budget or rounds do not reach: nothing else has been run then.
    private func planTiming() async throws {
        let contents = try RunReader(at: archive.path).contents()
        guard let policy = try contents.header.policy?.decoded(as: Policy.self), !policy.gates.isEmpty else { return }
        let timed = Set(contents.scenarios.values.filter(\.timed).map(\.id))
        let first = contents.unfinished.filter { $0.isTimed && $0.block == nil && timed.contains($0.scenario) }
        let isNew = contents.ended.isEmpty
        try await conductor.carryOut(first)
        guard !(await conductor.interrupted), let plan = timingPlan(try Judging.input(RunReader(at: archive.path)))
        else { return }
        conductor.progress.note("timing: \(plan.text)")
        // Of a run that was gone on with, what is recorded is told; a new one has nothing else yet.
        guard isNew, let way = plan.way else { return }
        throw RunError.user(
            "planning", "timing under policy \(policy.name)", plan.text,
            "\(way), fewer scenarios, or a policy that does not gate")
    }
}

extension TimingPlan {
    /// What the user can give so that it can be carried out; nil where nothing is in the way that he put there.
    fileprivate var way: String? {
        switch refusal {
        case .budget(let needs): "give --budget \(needs / 1_000_000_000 + 1)s"
        case .blocks: "give --rounds \(blocks) or none"
        case .noise, nil: nil
        }
    }
}
