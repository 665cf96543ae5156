import Archives
import ArgumentParser
import Judgement
import Linux
import Proofs
import Runs
import Scenarios
import Statistics

/// Makes a proof: one run a fault, one without a fault beside it, and what the parts that were asked for add.
struct Proving {
    let ground: ProofGround
    let wish: ProofWish
    /// Keeps what is known so far, so that an interrupted proof can go on.
    let keep: (ProofRecord) throws -> Void

    private(set) var record: ProofRecord
    private(set) var isInterrupted = false

    init(
        ground: ProofGround, wish: ProofWish, record: ProofRecord, keep: @escaping (ProofRecord) throws -> Void
    ) {
        self.ground = ground
        self.wish = wish
        self.record = record
        self.keep = keep
    }

    /// - Throws: What no further run could do anything about; an interruption is told by `isInterrupted`.
    mutating func run() async throws {
        let began = Stamp.now
        record.notes = []
        let behaviours = wish.faults.filter { !$0.isOfTime }
        if wish.has(.faults) || wish.has(.intermittent) { try await tryAll(behaviours) }
        if wish.has(.faultFree), let runs = wish.faultFree { try await runFree(runs) }
        if wish.has(.time), record.timing == nil { try await proveTimes() }
        record.faults.sort { $0.name < $1.name }
        record.intermittent.sort { $0.name < $1.name }
        if wish.everything { record.power = try power() }
        record.nanoseconds += Stamp.now.nanoseconds(since: began)
        try keep(record)
    }

    // MARK: Faults

    private mutating func tryAll(_ faults: [Fault]) async throws {
        for (place, fault) in faults.enumerated() {
            let outcome = try await outcome(of: fault, "\(place + 1)/\(faults.count)")
            guard outcome.state != .uncatchable else { continue }
            if wish.has(.faultFree), wish.faultFree == nil, outcome.state != .notTried {
                try await runBeside(fault, outcome)
            }
            if wish.has(.intermittent), fault.deterministic { try await tryNowAndThen(fault, outcome) }
            try keep(record)
        }
    }

    /// What comes of a fault that is always committed; one that is known already is not tried again.
    private mutating func outcome(of fault: Fault, _ head: String) async throws -> FaultOutcome {
        if let known = record.known(fault.name, among: record.faults) { return known }
        record.faults.removeAll { $0.name == fault.name }
        var outcome: FaultOutcome
        if let why = fault.uncatchable {
            outcome = FaultOutcome(fault, state: .uncatchable, why: why)
        } else if isInterrupted || wish.isOver {
            outcome = FaultOutcome(fault, state: .notTried, why: whyNot)
        } else {
            let began = Stamp.now
            let attempt = try await attempt(fault) { try await lookFor(fault, &$0) }
            note(attempt)
            outcome = attempt.outcome
            tell(head, outcome, since: began)
        }
        record.faults.append(outcome)
        return outcome
    }

    private var whyNot: String { isInterrupted ? "interrupted before it" : "the budget ended before it" }

    /// What came of looking for one fault.
    fileprivate struct Attempt {
        var outcome: FaultOutcome
        var isInterrupted = false
    }

    /// What a body finds out about a fault; a run that could not be made, or not in time, finds nothing, and an
    /// interruption ends the proof.
    private func attempt(
        _ fault: Fault, variant: String? = nil, _ body: (inout Attempt) async throws -> Void
    ) async throws -> Attempt {
        var attempt = Attempt(outcome: FaultOutcome(fault, variant: variant, state: .missed))
        do {
            try await body(&attempt)
        } catch let code as ExitCode where code.rawValue == Interruption.code {
            attempt.isInterrupted = true
            attempt.outcome.state = .notTried
            attempt.outcome.why = "interrupted"
        } catch is RunEnding.OutOfTime {
            attempt.outcome.state = .notTried
            attempt.outcome.why = "the budget ended in it"
        } catch let error as ArchiveError {
            // A full disk: nothing that comes after it can be better.
            throw error
        } catch {
            attempt.outcome.state = .unfit
            attempt.outcome.why = Failure(error).why
        }
        return attempt
    }

    private mutating func note(_ attempt: Attempt) {
        if attempt.isInterrupted { isInterrupted = true }
    }

    private func lookFor(_ fault: Fault, _ attempt: inout Attempt) async throws {
        let bout = bout("faults/\(fault.slug)", FaultWish(fault.name), named: fault.slug)
        attempt.outcome.run = bout.name
        var folder: RunFolder?
        defer { folder?.close() }
        for stage in stages(of: fault) {
            if folder != nil, wish.isOver {
                attempt.outcome.why = "the budget ended before \(stage.name) could be tried"
                break
            }
            if let folder {
                try bout.add(stage.scenarios, rounds: stage.rounds, to: folder)
            } else {
                folder = try await bout.begin(stage.scenarios, rounds: stage.rounds)
            }
            guard let folder else { break }
            attempt.outcome.stages.append(stage.name)
            let judged = try await bout.judged(folder, by: wish.deadline)
            try attempt.take(judged, of: fault, folder)
            if attempt.outcome.state != .missed { break }
        }
    }

    private func stages(of fault: Fault) -> [ProofStages.Stage] {
        ProofStages(
            of: fault, among: ground.scenarios, rounds: wish.rounds, tier: wish.tier, everything: wish.everything
        ).stages
    }

    // MARK: Now and then

    /// How likely each trial shows the fault, and the trials of the candidate within which it must be reported.
    private static let rarely = 0.1
    /// Rounds; the judge may ask for twice eight trials more, which makes sixty.
    private static let rarelyRounds = 44
    /// The rest of the sixty, where nothing was seen of it and the judge asked for none.
    private static let restOfRounds = 16

    private mutating func tryNowAndThen(_ fault: Fault, _ always: FaultOutcome) async throws {
        guard always.state == .caught, let id = always.finding?.scenario,
            let scenario = ground.scenarios.first(where: { $0.id == id })
        else { return }
        guard record.known(fault.name, among: record.intermittent) == nil else { return }
        record.intermittent.removeAll { $0.name == fault.name }
        guard !isInterrupted, !wish.isOver else {
            record.intermittent.append(FaultOutcome(fault, variant: "1 in 10", state: .notTried, why: whyNot))
            return
        }
        let rare = fault.rare(breaksContract: always.finding?.breaksContract == true)
        let began = Stamp.now
        let bout = bout(
            "intermittent/\(fault.slug)", FaultWish(fault.name, probability: Self.rarely), named: "\(fault.slug)-rare")
        let attempt = try await attempt(fault, variant: "1 in 10") { attempt in
            attempt.outcome.run = bout.name
            let folder = try await bout.begin([scenario], rounds: Self.rarelyRounds)
            defer { folder.close() }
            attempt.outcome.stages = ["own"]
            try attempt.take(try await bout.judged(folder, by: wish.deadline), of: rare, folder, seenOnce: true)
            guard attempt.outcome.state == .missed else { return }
            try bout.add([scenario], rounds: Self.restOfRounds, to: folder)
            try attempt.take(try await bout.judged(folder, by: wish.deadline), of: rare, folder, seenOnce: true)
        }
        note(attempt)
        record.intermittent.append(attempt.outcome)
        tell("1 in 10", attempt.outcome, since: began)
    }

    // MARK: Without a fault

    private mutating func runBeside(_ fault: Fault, _ outcome: FaultOutcome) async throws {
        guard !isInterrupted, !wish.isOver else { return }
        let stages = stages(of: fault).filter { outcome.stages.contains($0.name) }
        try await runOnce("fault-free/\(fault.slug)", stages)
    }

    private mutating func runFree(_ runs: Int) async throws {
        let all = ground.scenarios.filter { $0.tier <= wish.tier }
        for number in 0..<runs where !record.faultFree.made.contains("fault-free/\(number + 1)") {
            guard !isInterrupted, !wish.isOver else {
                record.notes.append("\(runs - number) of \(runs) runs without a fault were not made: \(whyNot)")
                return
            }
            let began = Stamp.now
            try await runOnce(
                "fault-free/\(number + 1)", [.init(name: wish.tier.rawValue, scenarios: all, rounds: wish.rounds)])
            try keep(record)
            let taken = Stamp.now.nanoseconds(since: began) / 1_000_000_000
            Output.error("fault-free \(number + 1)/\(runs)  \(record.faultFree.rate.words) alarmed  \(taken) s")
        }
    }

    /// Runs the relaying understudy against itself; what showed nothing is not kept.
    private mutating func runOnce(_ name: String, _ stages: [ProofStages.Stage]) async throws {
        guard !record.faultFree.made.contains(name) else { return }
        let bout = bout(name, .none, named: "again")
        do {
            var folder: RunFolder?
            defer { folder?.close() }
            for stage in stages {
                if let folder {
                    try bout.add(stage.scenarios, rounds: stage.rounds, to: folder)
                } else {
                    folder = try await bout.begin(stage.scenarios, rounds: stage.rounds)
                }
            }
            guard let folder else { return }
            let judged = try await bout.judged(folder, by: wish.deadline)
            let contents = try RunReader(at: folder.path).contents()
            record.faultFree.add(judged, run: name, trials: contents.recordedTrials)
            for alarm in record.faultFree.alarms where alarm.run == name {
                Output.error(Printable.line("  FALSE ALARM without a fault: \(alarm.findings.joined(separator: "; "))"))
            }
            let shown = (record.faultFree.alarms + record.faultFree.seenOnce).contains { $0.run == name }
            if !shown, judged.compared.facets > 0 { _ = Files.removeTree(folder.path) }
        } catch is RunEnding.OutOfTime {
            record.notes.append("\(name) was not finished: the budget ended in it")
        } catch let code as ExitCode where code.rawValue == Interruption.code {
            isInterrupted = true
        }
    }

    // MARK: Times

    private mutating func proveTimes() async throws {
        guard !isInterrupted, !wish.isOver else {
            record.notes.append("no slow-down was tried: \(whyNot)")
            return
        }
        do {
            record.timing = try await TimeProving(ground: ground, wish: wish).proof()
        } catch let code as ExitCode where code.rawValue == Interruption.code {
            isInterrupted = true
            record.notes.append("times were not proved: interrupted")
        }
    }

    // MARK: What it shares

    private func bout(_ name: String, _ fault: FaultWish, named suffix: String) -> ProofBout {
        var random = SeededGenerator(seed: wish.seed, for: name)
        let seed = random.next() >> 11
        return ProofBout(
            ground: ground, name: name, candidate: ground.contender(fault, named: suffix, seed: seed), seed: seed)
    }

    private func power() throws -> ScenarioPower {
        var times: [String: [UInt64]] = [:]
        for run in record.faults.compactMap(\.run) where Files.exists("\(ground.folder)/\(run)") {
            times.merge(try RunReader(at: "\(ground.folder)/\(run)").contents().trialTimes) { $0 + $1 }
        }
        // What this contender can't do was not run, and catches nothing for another reason.
        return ScenarioPower(
            ground.scenarios.filter { $0.tier <= wish.tier }.compactMap { scenario in
                guard let times = times[scenario.id] else { return nil }
                return ScenarioCatch(
                    scenario: scenario.id, nanoseconds: times.sorted()[times.count / 2],
                    faults: record.faults.filter { $0.state == .caught && $0.scenarios.contains(scenario.id) }
                        .map(\.name).sorted())
            })
    }

    private func tell(_ head: String, _ outcome: FaultOutcome, since began: Stamp) {
        let seconds = Double(Stamp.now.nanoseconds(since: began) / 100_000_000) / 10
        Output.error(Printable.line("\(head)  \(outcome.name)  \(outcome.words)  \(seconds) s"))
    }
}

extension Proving.Attempt {
    /// Takes over what a judgement says of the fault.
    fileprivate mutating func take(
        _ judged: Judged, of fault: Fault, _ folder: RunFolder, seenOnce: Bool = false
    ) throws {
        let contents = try RunReader(at: folder.path).contents()
        let catching = Catching(fault, in: judged, scenarios: contents.scenarios, seenOnce: seenOnce)
        outcome.trials = contents.recordedTrials
        outcome.elsewhere = catching.elsewhere
        outcome.scenarios = catching.scenarios
        outcome.finding = catching.finding
        outcome.seenAfter = catching.trial.flatMap(contents.candidateTrials)
        if catching.finding != nil {
            outcome.state = .caught
        } else if seenOnce, let shared = catching.onBothSides {
            outcome.state = .shown
            outcome.why = "the baseline does so itself, so that both are told: \(shared.facet), \(shared.seen.words)"
        } else if judged.compared.facets == 0 {
            outcome.state = .unfit
            outcome.why = judged.notCompared.first ?? "nothing could be compared"
        }
    }
}
