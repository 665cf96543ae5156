import Archives
import Drivers
import Linux
import Matrices
import Recordings
import Scenarios
import Trials

/// A side of a scenario and the step at which it hangs.
struct HangKey: Hashable {
    var cell: String
    var role: String
    var scenario: String
    var step: String
}

/// Why a trial is not run.
enum NotRun {
    case unsupported(String)
    case dropped(String)
}

// What becomes of a trial.
extension Conductor {
    /// How often a trial that Kumite itself could not carry out is tried again.
    private static var retries: Int { 2 }
    /// After so many hangs with one first divergence the rest of a scenario's trials are dropped.
    private static var hangsBeforeDropping: Int { 3 }

    func reasonNotToRun(_ job: TrialJob) -> NotRun? {
        let lacking = job.scenario.needs.filter(job.contender.lacks.contains)
        if !lacking.isEmpty, !isTried(job, lacking) {
            return .unsupported("\(job.contender.name) is declared to lack \(lacking.joined(separator: ", "))")
        }
        let hung = hangs.first {
            $0.value >= Self.hangsBeforeDropping && $0.key.cell == job.trial.cell
                && $0.key.scenario == job.trial.scenario
                // A reference that hangs takes nothing from the two that are compared.
                && ($0.key.role != Role.reference.rawValue || $0.key.role == job.trial.role)
        }
        return hung.map {
            .dropped("\($0.key.role) hung \($0.value) times at \($0.key.step); more of the same would say nothing new")
        }
    }

    /// Whether a trial shows what its contender lacks by declaration: that is tried once a side all the same, and judged
    /// apart, so that what works and is not declared is found.
    private func isTried(_ job: TrialJob, _ lacking: [String]) -> Bool {
        let file = job.scenario.id.prefix { $0 != "[" }
        return job.trial.round == 0 && job.trial.role != Role.reference.rawValue && lacking.count == 1
            && settings.probes[lacking[0]].map { $0 == file } == true
    }

    func endWithoutRunning(_ trial: PlannedTrial, _ why: NotRun) throws {
        let wall = ClockAnchors.read().wall
        switch why {
        case .unsupported(let why):
            try archive.endTrial(
                trial.number, outcome: .unsupported, why: why, derived: nil, atWallNanoseconds: wall)
        case .dropped(let why):
            try archive.endTrial(trial.number, outcome: .dropped, why: why, derived: nil, atWallNanoseconds: wall)
        }
        finished(trial)
    }

    /// Ends a trial in the journal by what was seen of it.
    ///
    /// - Returns: Where it is not done yet: deriving and storing go on beside the next trial.
    func settle(_ job: TrialJob, _ seen: SeenTrial) async throws -> Task<Void, any Error>? {
        let trial = job.trial
        guard case .ended(let end) = seen.answer else {
            if case .died(let why) = seen.answer { try failed(job, why: "lane \(seen.lane): \(why)") }
            return nil
        }
        for stuck in end.stuck { progress.note("left behind by trial \(trial.number): \(stuck)") }
        let wall = ClockAnchors.read().wall
        switch end.outcome {
        case .interrupted: try archive.failTrial(trial.number, why: "interrupted", atWallNanoseconds: wall)
        case .infrastructure(let why): try failed(job, why: why)
        case .unsupported(let why):
            try archive.endTrial(
                trial.number, outcome: .unsupported, why: why, derived: nil, atWallNanoseconds: wall)
            finished(trial)
        case .recorded: return Task { try await self.store(job, seen, as: .recorded) }
        case .hung:
            // At once: whether the next trial of the scenario is dropped depends on it.
            try await store(job, seen, as: .hung)
            if let step = try seen.observations().firstHang {
                let key = HangKey(cell: trial.cell, role: trial.role, scenario: trial.scenario, step: step)
                hangs[key, default: 0] += 1
            }
        }
        return nil
    }

    /// Derives and stores off the actor, so that other lanes' lines are not kept waiting.
    private nonisolated func store(_ job: TrialJob, _ seen: SeenTrial, as outcome: TrialOutcome) async throws {
        let recording = Recording(scenario: job.scenario, observations: try seen.observations())
        let derived = derive(recording, extractors: families[job.contender.family]?.extractors ?? [])
        try await coverage?.end(job.trial.number, job.contender, recording.observations, into: archive)
        try archive.endTrial(
            job.trial.number, outcome: outcome, derived: derived, atWallNanoseconds: ClockAnchors.read().wall)
        await finished(job.trial)
    }

    private func failed(_ job: TrialJob, why: String) throws {
        let trial = job.trial
        let wall = ClockAnchors.read().wall
        attempts[trial.number, default: 0] += 1
        if attempts[trial.number, default: 0] <= Self.retries, !interrupted {
            try archive.failTrial(trial.number, why: why, atWallNanoseconds: wall)
            queue.again(trial, in: job.lot)
        } else {
            try archive.endTrial(
                trial.number, outcome: .infrastructure, why: why, derived: nil, atWallNanoseconds: wall)
            finished(trial)
        }
        progress.note("trial \(trial.number) (\(trial.scenario), \(trial.role)): \(why)")
    }
}

extension [Observation] {
    /// The path of the first step that ran out of time.
    fileprivate var firstHang: String? {
        for observation in self {
            if case .stepEnded(.hung) = observation.what, let step = observation.step {
                return ([step.subject] + step.name).joined(separator: "/")
            }
        }
        return nil
    }
}
