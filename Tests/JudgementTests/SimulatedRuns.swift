import Facets
import Foundation
import Policies
import Scenarios
import Statistics

@testable import Judgement

/// Noise as it was seen in real recordings: what one trial's time varies by, in logarithms, given when it ran.
enum Noise: String, CaseIterable, Sendable {
    /// Each trial for itself, as much as a life-cycle with runc varies: 18 %.
    case independent
    /// The host becomes slower and slower: 28 % over the run, as in 6,000 life-cycles.
    case drifting
    /// A cache that is warm or not: 40 % between the humps.
    case twoHumped
    /// Spells of a busy host: neighbours correlate by a half.
    case correlated
    /// One trial in twenty stalls, for up to ten times as long.
    case heavyTailed

    /// The logarithm of one trial's time, at a place from 0 to 1 of the run.
    func value(at place: Double, spell: inout Double, _ random: inout Random) -> Double {
        let own = 0.18 * random.normal()
        switch self {
        case .independent: return own
        case .drifting: return own + 0.25 * place
        case .twoHumped: return own / 3 + (random.unit() < 0.4 ? 0.34 : 0)
        case .correlated:
            spell = 0.5 * spell + 0.15 * random.normal()
            return spell + 0.1 * random.normal()
        case .heavyTailed: return own + (random.unit() < 0.05 ? 2.3 * random.unit() : 0)
        }
    }
}

extension Random {
    /// A normal number (Box and Muller, 1958).
    mutating func normal() -> Double {
        (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
    }
}

/// A run made up for a test, with blocks as `Runs` carries them out.
struct SimulatedRun {
    var noise = Noise.independent
    /// How much slower the candidate is, and the copy: ratios.
    var slower = 1.0
    var copySlower = 1.0
    var policy = Policy(
        name: "ci", requires: ["timing"], blocks: [.blocker, .major], floor: 0.03, gates: ["pod-ready"],
        margin: 0.1, error: 0.005, owners: Owners(), ledger: [])
    var seed: UInt64
    var budgetNanoseconds: UInt64?
    var blockLimit: Int?
    var hasCopy = true
    /// What one trial takes, nanoseconds.
    var trial: UInt64 = 130_000_000

    /// Runs the first rounds and then what the judge asks for, until it asks for nothing.
    func carriedOut() -> (judged: Judged, input: JudgementInput) {
        var random = Random(seed: seed, for: noise.rawValue)
        var spell = 0.0
        var trials: [JudgedTrial] = []
        func run(_ role: String, round: Int, block: Int?) {
            let place = Double(trials.count) / 600
            let own = noise.value(at: place, spell: &spell, &random)
            let factor = role == "candidate" ? slower : role == "copy" ? copySlower : 1
            let ready = 1e8 * exp(own) * factor
            trials.append(
                JudgedTrial(
                    number: trials.count + 1, cell: "a~b", role: role, scenario: "life/plain", round: round,
                    outcome: .recorded, facets: FacetSet([path("run/daemon"): .text("gone")]),
                    measures: [
                        Measure(name: "pod-ready", value: ready, unit: .nanoseconds),
                        Measure(name: "start", value: ready / 3, unit: .nanoseconds),
                        Measure(
                            name: "delete", value: 1e7 * exp(0.1 * random.normal()), unit: .nanoseconds),
                    ], evidence: [], block: block, elapsedNanoseconds: trial))
        }
        let roles = ["baseline", "candidate"] + (hasCopy ? ["copy"] : [])
        for round in 0..<8 {
            for role in roles.shuffled(using: &random) { run(role, round: round, block: nil) }
        }
        while true {
            let input = input(trials)
            let judged = judge(input, catalogue: .small, unmet: { _, _ in [] })
            guard let request = judged.timing.requests.first else { return (judged, input) }
            for block in request.first..<request.first + request.blocks {
                let all = roles.flatMap { Array(repeating: $0, count: request.eachSide) }
                for role in all.shuffled(using: &random) { run(role, round: block, block: block) }
            }
        }
    }

    func input(_ trials: [JudgedTrial]) -> JudgementInput {
        var scenario = Scenario.plain("life/plain")
        scenario.timed = true
        return JudgementInput(
            cells: [
                JudgedCell(
                    name: "a~b", driver: "shim", view: "host", baseline: "a", candidate: "b", reference: nil,
                    baselineLacks: [], candidateLacks: [])
            ], scenarios: [scenario], trials: trials, policy: policy, asOf: "2026-06-01",
            budgetNanoseconds: budgetNanoseconds, blockLimit: blockLimit, seed: seed)
    }
}
