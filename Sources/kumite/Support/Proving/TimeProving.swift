import Archives
import Documents
import Facets
import Foundation
import Judgement
import Linux
import Matrices
import Policies
import Proofs
import Recordings
import Runs
import Scenarios
import Statistics

/// Records slow-downs in blocks, has the judge answer each, and resamples what was recorded.
///
/// One run folder with a cell for each slow-down: the relaying understudy against one that is slower. A fault that
/// slows every phase is recorded at each effect; each phase's own fault at 8 %; and the relay against itself. All in the
/// shortest scenario that is timed; what slows something which that one lacks is recorded once, in a scenario of its own.
struct TimeProving {
    let ground: ProofGround
    let wish: ProofWish

    /// What a user waits for: the four phases that each trial has, and their sum.
    static let phases = ["shim-start", "create-container", "start", "delete"]
    static let whole = "whole"
    static var measures: [String] { phases + [whole] }
    static let effects = [3, 5, 8, 15, 30]
    /// The effect that must be caught.
    static let due = 8
    private static let counts = [16, 28, 40]
    private static let warmUp = 8
    private static let resamplings = 1000

    private static let name = "timing"

    /// - Returns: nil where there is no slow-down to be tried.
    func proof() async throws -> TimingProof? {
        let timed = ground.scenarios.filter(\.timed)
        guard let scenario = timed.min(by: { ($0.steps.count, $0.id) < ($1.steps.count, $1.id) }) else { return nil }
        let slows = slows(in: scenario)
        guard slows.contains(where: { $0.fault != nil }) else { return nil }
        let folder = try await recorded(slows)
        defer {
            folder.close()
            Placement.remove(from: folder.path)
        }
        let reader = try RunReader(at: folder.path)
        let contents = try reader.contents()
        var policy = ground.policy
        policy.name = "proof"
        (policy.gates, policy.requires) = (Self.measures, ["behaviour", "timing"])
        (policy.floor, policy.margin, policy.error) = (0.03, 0.05, 0.005)
        let input = try Judging.input(reader, policy: policy).withWhole
        var proof = TimingProof(
            scenario: scenario.id, blocks: contents.wholeBlocks, eachSide: wish.eachSide,
            trials: contents.recordedTrials, margin: policy.margin, floor: policy.floor, error: policy.error,
            measures: Self.measures, run: Self.name, resamplings: Self.resamplings)
        let bounds = TimingBounds(floor: log1p(policy.floor), margin: log1p(policy.margin))
        let seen = try measures(of: folder)
        proof.faults = notTried(slows, seen: seen, in: scenario)
        for (slow, cell) in zip(slows, input.cells) where !seen.isDisjoint(with: slow.measures) {
            var alone = input.alone(cell)
            alone.policy.gates += slow.measures.filter { !alone.policy.gates.contains($0) && seen.contains($0) }
            add(slow, judged: Judging.judged(alone), to: &proof)
            addCurve(slow, recordedBlocks(alone), policy, bounds, to: &proof)
        }
        return proof
    }

    // MARK: What is recorded

    /// The time faults that no cell is of, and those whose measures its trials do not have.
    private func notTried(_ slows: [Slow], seen: Set<String>, in scenario: Scenario) -> [FaultOutcome] {
        wish.faults.filter(\.isOfTime).sorted { $0.name < $1.name }.compactMap { fault in
            if let why = fault.uncatchable { return FaultOutcome(fault, state: .uncatchable, why: why) }
            let isTried = slows.contains { $0.fault == fault && !seen.isDisjoint(with: $0.measures) }
            guard !isTried else { return nil }
            return FaultOutcome(
                fault, state: .notTried,
                why: "\(scenario.id), in which times are proved, does not have what it slows ("
                    + fault.expects.facets.joined(separator: ", ")
                    + "), nor does a short one of " + fault.scenarios.joined(separator: ", "))
        }
    }

    private func recorded(_ slows: [Slow]) async throws -> RunFolder {
        _ = Files.removeTree("\(ground.folder)/\(Self.name)")
        let folder = try await ground.interruption.beginning { stop in
            try await RunBeginning(
                library: ground.library, scenarios: [], pairing: pairing(slows), rounds: 0, blockLimit: nil,
                budgetNanoseconds: nil, shuffle: 0, seed: wish.seed, lanes: 1, snapshots: false,
                out: "\(ground.folder)/\(Self.name)", arguments: ground.arguments(against: ground.contender),
                policy: ground.policy, isQuiet: true
            ).begin(stop)
        }
        let cells = try RunReader(at: folder.path).contents().header.cells.map {
            try $0.definition.decoded(as: Cell.self)
        }
        let places = Dictionary(grouping: zip(slows, cells), by: \.0.scenario).sorted { $0.key.id < $1.key.id }
        var number = 1
        for (scenario, pairs) in places {
            var first = Plan.trials(
                of: [scenario], in: pairs.map(\.1), .init(rounds: 0, timedRounds: Self.warmUp), seed: wish.seed)
            for place in first.indices { first[place].number += number - 1 }
            try folder.appendPlan(scenarios: [PlannedScenario(scenario)], trials: first)
            number += first.count
        }
        var block = 0
        let ending = RunEnding(
            folder: folder, lanes: 1, snapshots: false, library: ground.library, json: true, timings: false,
            interruption: ground.interruption, progress: NotesAlone())
        try await ending.recorded()
        let seen = try measures(of: folder)
        let useful = zip(slows, cells).filter { slow, _ in !seen.isDisjoint(with: slow.measures) }
        while block < wish.blocks, !wish.isOver {
            let requests = useful.map { slow, cell in
                BlockRequest(
                    cell: cell.name, scenario: slow.scenario.id, first: block, blocks: 1, eachSide: wish.eachSide,
                    cause: "to prove how slow-downs are seen")
            }
            let trials = Plan.blocks(requests, in: cells, first: number, seed: wish.seed)
            try folder.appendPlan(scenarios: [], trials: trials)
            try await ending.recorded()
            number += trials.count
            block += 1
            Output.error("times      block \(block)/\(wish.blocks), \(trials.count) trials each, \(useful.count) pairs")
        }
        return folder
    }

    /// What the trials that were recorded have measures of.
    private func measures(of folder: RunFolder) throws -> Set<String> {
        let lines = try RunReader(at: folder.path).measures()
        return Set(lines.values.flatMap { $0.measures.map(\.name) } + [Self.whole])
    }

    /// The relaying understudy against every slow-down: a pair each.
    private func pairing(_ slows: [Slow]) -> Pairing {
        let baseline = ground.contender(.none, named: "relayed")
        return Pairing(
            matrix: Matrix(
                name: ground.matrix, contenders: [baseline] + slows.map(\.contender),
                pairs: slows.map { Pair(baseline: baseline.name, candidate: $0.contender.name) },
                axes: Axes(cgroups: [ground.view], drivers: [ground.driver])),
            choices: RoleChoices(), wish: Pairing.Wish(), speaks: ground.speaks)
    }

    // MARK: What it shows

    private func add(_ slow: Slow, judged: Judged, to proof: inout TimingProof) {
        let gates = judged.timings.filter { $0.gating && slow.measures.contains($0.measure) }
        if slow.fault == nil || slow.percent > 0 {
            proof.answers += gates.map { gate in
                TimingProof.Answer(
                    fault: slow.fault?.name ?? "none", measure: gate.measure, percent: slow.percent,
                    ratio: gate.ratio, low: gate.low, high: gate.high, answer: gate.answer, blocks: gate.blocks)
            }
        }
        guard let fault = slow.fault, slow.percent == Self.due || slow.percent == 0 else { return }
        var outcome = FaultOutcome(
            fault, variant: slow.percent > 0 ? "percent \(slow.percent)" : nil, state: .missed)
        outcome.run = proof.run
        outcome.stages = ["own"]
        outcome.scenarios = [slow.scenario.id]
        outcome.trials = judged.cells.reduce(0) { $0 + $1.trials.recorded + $1.trials.hung }
        if gates.isEmpty {
            outcome.state = .unfit
            outcome.why = judged.notCompared.last ?? "no block was recorded"
        } else if let finding = CatchingFinding(slowing: slow.measures, sum: Self.whole, in: judged, of: fault) {
            outcome.state = .caught
            outcome.finding = finding
        } else if slow.percent == 0, let shape = gates.lazy.compactMap(\.unevenness).first {
            outcome.state = .shown
            outcome.why = "the judge makes no finding of it, the report shows it beside the times: \(shape)"
        } else if proof.blocks < max(wish.blocks, Self.counts[0]) {
            outcome.state = .notTried
            outcome.why = "only \(proof.blocks) of \(max(wish.blocks, Self.counts[0])) blocks were recorded"
        }
        proof.faults.append(outcome)
    }

    private func addCurve(
        _ slow: Slow, _ recorded: [RecordedBlocks], _ policy: Policy, _ bounds: TimingBounds,
        to proof: inout TimingProof
    ) {
        let looks = Look.all(error: policy.error, comparisons: Self.measures.count)
        guard slow.fault != nil else {
            let comparisons = recorded.filter { Self.measures.contains($0.measure) }.map { recorded in
                RelabelledComparison(
                    blocks: [
                        "baseline": recorded.values["baseline"] ?? [:], "copy": recorded.values["candidate"] ?? [:],
                    ], asked: proof.blocks)
            }
            proof.relabelled = alarmRate(comparisons, looks: looks, bounds, seed: wish.seed).map {
                ProofRate($0.alarms, of: $0.relabellings)
            }
            return
        }
        // What a few blocks had in common would be taken for what all have.
        guard proof.blocks >= Self.counts[0] else { return }
        for measure in slow.measures where slow.percent > 0 {
            guard let recorded = recorded.first(where: { $0.measure == measure }) else { continue }
            // The sum is that of the wide fault alone; a phase's own fault is told by its answer.
            guard slow.measures.count == Self.measures.count || slow.percent == Self.due else { continue }
            proof.curve += powerCurve(
                BlockPairs(recorded, percent: slow.percent), of: slow.fault?.name ?? "", blocks: Self.counts,
                error: policy.error, comparisons: Self.measures.count, bounds, resamplings: Self.resamplings,
                seed: wish.seed)
        }
    }
}

extension Timing {
    /// What the candidate's times have that a middle hides and the baseline's have not, in words.
    fileprivate var unevenness: String? {
        guard let old = baselineShape, let new = candidateShape else { return nil }
        if new.stalls >= 5, new.stalls > 4 * old.stalls {
            return
                "\(new.stalls) of \(new.values) of \(measure) take over twice the middle, of the baseline's \(old.stalls)"
        }
        return new.humps != nil && old.humps == nil ? "\(measure) has two humps, the baseline's one" : nil
    }
}

extension JudgementInput {
    /// The same with the sum of a trial's phases as a measure of its own.
    fileprivate var withWhole: JudgementInput {
        var input = self
        for place in input.trials.indices {
            let values = TimeProving.phases.compactMap { phase in
                input.trials[place].measures.first { $0.name == phase }?.value
            }
            guard values.count == TimeProving.phases.count else { continue }
            input.trials[place].measures.append(
                Measure(name: TimeProving.whole, value: values.reduce(0, +), unit: .nanoseconds))
        }
        return input
    }

    /// One cell as a run of its own.
    fileprivate func alone(_ cell: JudgedCell) -> JudgementInput {
        var input = self
        input.cells = [cell]
        input.trials = trials.filter { $0.cell == cell.name }
        input.planned = planned.filter { $0.key == cell.name }
        input.mayAsk = false
        return input
    }
}

extension RunContents {
    /// Blocks of which every trial was carried out, in every cell.
    fileprivate var wholeBlocks: Int {
        let open = planned.filter { ended[$0.number] == nil }.compactMap(\.block).min()
        let last = planned.compactMap(\.block).max().map { $0 + 1 } ?? 0
        return open ?? last
    }
}
