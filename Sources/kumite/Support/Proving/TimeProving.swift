import Archives
import ArgumentParser
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
/// slows every phase is recorded at each effect; each phase's own fault at 8 %; and the relay against itself.
struct TimeProving {
    let ground: ProofGround
    let wish: ProofWish

    /// What a user waits for: the four phases that each trial has, and their sum.
    static let phases = ["shim-start", "create-container", "start", "delete"]
    static let whole = "whole"
    private static var measures: [String] { phases + [whole] }
    private static let effects = [3, 5, 8, 15, 30]
    /// The effect that must be caught.
    private static let due = 8
    private static let counts = [16, 28, 40]
    private static let warmUp = 8
    private static let resamplings = 1000
    /// Blocks that are carried out before it is looked whether time is left.
    private static let chunk = 4

    private static let name = "timing"

    /// One slow-down that is recorded, and the measures that it slows.
    private struct Slow {
        var fault: Fault?
        var percent: Int
        var measures: [String]
        var contender: Contender

        var label: String { fault.map { "\($0.name) \(percent) %" } ?? "none" }
    }

    /// - Returns: nil where there is no slow-down to be tried.
    func proof() async throws -> TimingProof? {
        let slows = slows()
        guard slows.contains(where: { $0.fault != nil }) else { return nil }
        guard let scenario = ground.scenarios.first(where: { $0.timed }) else { return nil }
        let folder = try await recorded(slows, scenario)
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
        for (slow, cell) in zip(slows, input.cells) {
            let alone = input.alone(cell)
            add(slow, judged: Judging.judged(alone), to: &proof)
            addCurve(slow, recordedBlocks(alone), policy, bounds, to: &proof)
        }
        return proof
    }

    // MARK: What is recorded

    private func slows() -> [Slow] {
        let faults = wish.faults.filter { $0.isSlowDown && $0.uncatchable == nil }.sorted { $0.name < $1.name }
        let wide = faults.filter { Self.phases.allSatisfy(Self.slowed(by: $0).contains) }
        func slow(_ fault: Fault, _ percent: Int) -> Slow {
            let measures = Self.slowed(by: fault)
            return Slow(
                fault: fault, percent: percent,
                measures: Self.phases.allSatisfy(measures.contains) ? Self.measures : measures,
                contender: ground.contender(
                    FaultWish(fault.name, with: ["percent": "\(percent)"]), named: "\(fault.slug)-\(percent)"))
        }
        let none = Slow(
            fault: nil, percent: 0, measures: Self.measures, contender: ground.contender(.none, named: "again"))
        return [none] + wide.flatMap { fault in Self.effects.map { slow(fault, $0) } }
            + faults.filter { fault in !wide.contains(fault) && !Self.slowed(by: fault).isEmpty }
            .map { slow($0, Self.due) }
    }

    /// The phases that a fault makes slower, by what it expects to be seen.
    private static func slowed(by fault: Fault) -> [String] {
        phases.filter { phase in fault.expects.facets.contains { $0 == phase || $0 == "*" || $0 == "**" } }
    }

    private func recorded(_ slows: [Slow], _ scenario: Scenario) async throws -> RunFolder {
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
        let first = Plan.trials(
            of: [scenario], in: cells, .init(rounds: 0, timedRounds: Self.warmUp), seed: wish.seed)
        try folder.appendPlan(scenarios: [PlannedScenario(scenario)], trials: first)
        var number = first.count + 1
        var block = 0
        let ending = RunEnding(
            folder: folder, lanes: 1, snapshots: false, library: ground.library, json: true, timings: false,
            interruption: ground.interruption, progress: ProgressBar())
        try await ending.recorded()
        while block < wish.blocks, !wish.isOver {
            let more = min(Self.chunk, wish.blocks - block)
            let requests = cells.map {
                BlockRequest(
                    cell: $0.name, scenario: scenario.id, first: block, blocks: more, eachSide: wish.eachSide,
                    cause: "to prove how slow-downs are seen")
            }
            let trials = Plan.blocks(requests, in: cells, first: number, seed: wish.seed)
            try folder.appendPlan(scenarios: [], trials: trials)
            try await ending.recorded()
            number += trials.count
            block += more
        }
        return folder
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
        proof.answers += gates.map { gate in
            TimingProof.Answer(
                fault: slow.fault?.name ?? "none", measure: gate.measure, percent: slow.percent, ratio: gate.ratio,
                low: gate.low, high: gate.high, answer: gate.answer, blocks: gate.blocks)
        }
        guard let fault = slow.fault, slow.percent == Self.due else { return }
        var outcome = FaultOutcome(fault, variant: "percent \(slow.percent)", state: .missed)
        outcome.run = proof.run
        outcome.stages = ["own"]
        outcome.scenarios = [proof.scenario]
        outcome.trials = judged.cells.reduce(0) { $0 + $1.trials.recorded + $1.trials.hung }
        // Where all is slower, the sum is what is meant.
        let own = slow.measures.contains(Self.whole) ? Self.whole : slow.measures.first ?? ""
        let finding = judged.findings.first { $0.facet == own && $0.class == .regression }
        if gates.isEmpty {
            outcome.state = .unfit
            outcome.why = judged.notCompared.last ?? "no block was recorded"
        } else if let finding {
            outcome.state = .caught
            outcome.finding = CatchingFinding(finding, of: fault)
        } else if proof.blocks < wish.blocks {
            outcome.state = .notTried
            outcome.why = "only \(proof.blocks) of \(wish.blocks) blocks could be recorded"
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
        for measure in slow.measures {
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
