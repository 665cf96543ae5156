import Archives
import Documents
import Judgement
import Linux
import Matrices
import Proofs
import Runs
import Scenarios

/// One run of a proof: an ordinary run folder, to which scenarios are added as long as nothing is found.
struct ProofBout {
    let ground: ProofGround
    /// Its folder within the proof's.
    let name: String
    let candidate: Contender
    let seed: UInt64

    /// Makes the folder with the first scenarios; what an interrupted proof left there goes.
    func begin(_ scenarios: [Scenario], rounds: Int) async throws -> RunFolder {
        _ = Files.removeTree("\(ground.folder)/\(name)")
        return try await made(scenarios, rounds: rounds)
    }

    private func made(_ scenarios: [Scenario], rounds: Int) async throws -> RunFolder {
        try await ground.interruption.beginning { stop in
            try await RunBeginning(
                library: ground.library, scenarios: scenarios, pairing: ground.pairing(against: candidate),
                rounds: rounds, blockLimit: nil, budgetNanoseconds: nil, shuffle: 0, seed: seed, lanes: ground.lanes,
                snapshots: true, out: "\(ground.folder)/\(name)", arguments: ground.arguments(against: candidate),
                policy: ground.policy, isQuiet: true
            ).begin(stop)
        }
    }

    /// Plans further scenarios of a run that has begun.
    func add(_ scenarios: [Scenario], rounds: Int, to folder: RunFolder) throws {
        let contents = try RunReader(at: folder.path).contents()
        let cells = try contents.header.cells.map { try $0.definition.decoded(as: Cell.self) }
        let last = contents.planned.map(\.number).max() ?? 0
        var trials = Plan.trials(
            of: scenarios, in: cells, .fitting(rounds: rounds, lanes: ground.lanes), seed: seed &+ UInt64(last))
        for index in trials.indices { trials[index].number += last }
        try folder.appendPlan(scenarios: scenarios.map { PlannedScenario($0) }, trials: trials)
    }

    /// Carries out what is planned and what the judge asks for.
    ///
    /// - Throws: An `ExitCode` of 130 after an interruption, `RunEnding.OutOfTime` after the deadline.
    func judged(_ folder: RunFolder, by deadline: Stamp?) async throws -> Judged {
        try await RunEnding(
            folder: folder, lanes: ground.lanes, snapshots: true, library: ground.library, json: true, timings: false,
            interruption: ground.interruption, progress: NotesAlone(), deadline: deadline
        ).carriedOut().judged
    }
}

/// Shows what the user should see at once, and no bar: a proof has a line a run.
struct NotesAlone: RunProgress {
    func began(_ trial: PlannedTrial, done: Int, total: Int) {}
    func ended(_ trial: PlannedTrial, done: Int, total: Int) {}
    func note(_ text: String) { Output.error("  " + Printable.line(text)) }
}

extension RunContents {
    /// Trials that were carried out.
    var recordedTrials: Int { ended.values.count { $0.outcome?.wasCarriedOut == true } }

    /// How many trials of the candidate, in the scenario of one, were carried out up to that one.
    func candidateTrials(upTo trial: Int) -> Int? {
        guard let scenario = planned.first(where: { $0.number == trial })?.scenario else { return nil }
        return planned.count {
            $0.scenario == scenario && $0.role == "candidate" && $0.number <= trial && ended[$0.number] != nil
        }
    }
}
