import Facets
import Foundation
import Policies
import Scenarios
import Statistics

/// The times of a run, judged where a policy gates and shown where not.
///
/// The primary family is what the policy gates in scenarios that are timed. Its comparisons decide; phases explain one
/// that was rejected, and never block.
struct TimingHearing {
    private let input: JudgementInput
    private let values: [TimingKey: TimedValues]
    private let gates: [TimingKey: TimedValues]
    private let planner: TimingPlanner
    let plan: TimingPlan?
    private let looks: [Look]
    private let asked: [TimingKey: Int]
    private let rules: Rules?

    /// - Parameter rules: What findings are made by; without, there are none.
    init(_ input: JudgementInput, _ rules: Rules? = nil) {
        self.rules = rules
        self.input = input
        let all = timedValues(input)
        let timed = Set(input.scenarios.filter(\.timed).map(\.id))
        values = all
        // In the order of the policy's words nothing depends: keys are sorted wherever they are told.
        gates = all.filter { key, values in
            timed.contains(key.scenario) && input.policy.gates.contains(key.measure)
                && (!values.roundShifts(to: "candidate").isEmpty || !values.shifts(to: "candidate").isEmpty)
        }
        planner = TimingPlanner(input: input, gates: gates)
        plan = planner.plan()
        looks = planner.looks.filter { [blocks = plan?.blocks ?? 0] in $0.blocks <= blocks }
        asked = input.trials.reduce(into: [:]) { asked, trial in
            guard let block = trial.block else { return }
            // Blocks belong to scenarios: the measure has no say in how many there are.
            let place = TimingKey(cell: trial.cell, scenario: trial.scenario, measure: "")
            asked[place] = max(asked[place] ?? 0, block + 1)
        }
    }

    func judged() -> (timings: [Timing], outcome: TimingJudged, drafts: [Draft]) {
        var outcome = TimingJudged(plan: plan)
        let decisions = gates.reduce(into: [TimingKey: Decision]()) { all, gate in
            all[gate.key] = decision(of: gate.key, gate.value, against: Side.candidate.rawValue)
        }
        let copies = gates.reduce(into: [TimingKey: Decision]()) { all, gate in
            all[gate.key] = decision(of: gate.key, gate.value, against: TimedValues.copy)
        }
        var phases: [TimingKey: Timing] = [:]
        for place in Set(values.keys.map(\.place)) { phases.merge(explanations(at: place)) { first, _ in first } }
        let timings = values.sorted { $0.key < $1.key }.compactMap { key, values -> Timing? in
            guard gates[key] != nil else { return phases[key] ?? shown(key, values) }
            return gated(key, values, decisions[key], explainedBy: phases.values.sorted { $0.measure < $1.measure })
        }
        guard !input.policy.gates.isEmpty else { return (timings, outcome, []) }
        let drafts = timings.compactMap { timing -> Draft? in
            guard let rules, let cell = input.cells.first(where: { $0.name == timing.cell }) else { return nil }
            return timingDraft(timing, in: cell, rules)
        }
        let waived = Set(
            drafts.filter(\.isWaived).map {
                TimingKey(cell: $0.cell.name, scenario: $0.scenario, measure: $0.pattern)
            })
        outcome.copies = copies.sorted { $0.key < $1.key }.compactMap { key, decision in
            gates[key].map { row(key, $0, decision, against: TimedValues.copy) }
        }
        for cell in input.cells.map(\.name) {
            let own = { (key: TimingKey) in key.cell == cell }
            let (verdict, reasons) = verdict(
                of: cell, gates.keys.filter(own).sorted(), decisions, copies, waived)
            outcome.verdicts[cell] = verdict
            outcome.reasons += reasons
            outcome.requests += requests(in: cell, gates.keys.filter(own).sorted(), decisions)
        }
        if outcome.requests.isEmpty, !copies.isEmpty {
            outcome.alarms = alarmRate(
                gates.filter { copies[$0.key] != nil }.sorted { $0.key < $1.key }.map {
                    RelabelledComparison(
                        blocks: $0.value.blocks, asked: asked[$0.key.place] ?? 0)
                }, looks: looks, planner.bounds, seed: input.seed)
        }
        return (timings, outcome, drafts)
    }

    private func decision(of key: TimingKey, _ values: TimedValues, against role: String) -> Decision? {
        decide(values.shifts(to: role), asked: asked[key.place] ?? 0, looks: looks, planner.bounds)
    }

    // MARK: Rows

    private func gated(
        _ key: TimingKey, _ values: TimedValues, _ decision: Decision?, explainedBy phases: [Timing]
    ) -> Timing? {
        guard let decision else {
            var row = shown(key, values)
            row?.gating = true
            row?.answer = TimingAnswer.inconclusive.rawValue
            row?.blocks = 0
            row?.blocksNeeded = looks.first?.blocks
            return row
        }
        var row = row(key, values, decision, against: Side.candidate.rawValue)
        if [TimingAnswer.regression, .improvement].contains(decision.answer) {
            row.explainedBy = phases.filter {
                $0.cell == key.cell && $0.scenario == key.scenario && $0.answer == decision.answer.rawValue
            }.map(\.measure)
        }
        return row
    }

    private func row(
        _ key: TimingKey, _ values: TimedValues, _ decision: Decision, against role: String
    ) -> Timing {
        var row = Timing(
            key, values, decision.place, against: role, answer: decision.answer, floor: input.policy.floor,
            detectable: decision.detectable)
        row.gating = true
        if decision.answer == .inconclusive, let last = looks.last {
            row.blocksNeeded = blocksNeeded(decision, last: last, planner.bounds)
        }
        return row
    }

    /// What no gate is about, in a scenario and cell that has blocks: answered with few false discoveries.
    private func explanations(at place: TimingKey) -> [TimingKey: Timing] {
        guard !looks.isEmpty, let asked = asked[place], asked >= looks[0].blocks else { return [:] }
        let candidates = values.filter { $0.key.place == place && gates[$0.key] == nil }.sorted { $0.key < $1.key }
        let placed = candidates.compactMap { key, values -> (TimingKey, TimedValues, SignedRank)? in
            let shifts = values.shifts(to: Side.candidate.rawValue).sorted { $0.key < $1.key }.map(\.value)
            return signedRank(shifts).map { (key, values, $0) }
        }
        let rates = falseDiscoveryRates(placed.map(\.2.p))
        return zip(placed, rates).reduce(into: [:]) { all, one in
            let ((key, values, place), rate) = one
            var answer = planner.bounds.answer(place)
            // An interval of its own may leave out no change where the whole of the phases does not.
            if rate > Self.falseDiscoveries, answer == .regression || answer == .improvement { answer = .inconclusive }
            let error = (place.high - place.low) / 2 / rankQuantile(error: 0.05, count: place.count)
            let decision = Decision(
                answer: answer, place: place, look: Look(blocks: place.count, error: 0.05), standardError: error)
            var row = Timing(
                key, values, place, against: Side.candidate.rawValue, answer: answer, floor: input.policy.floor,
                detectable: decision.detectable)
            if answer == .inconclusive {
                row.blocksNeeded = blocksNeeded(decision, last: decision.look, planner.bounds)
            }
            all[key] = row
        }
    }

    /// What share of the phases that are told slower or faster may be so by chance.
    private static let falseDiscoveries = 0.05

    /// What is told without an answer: over rounds, each a block of one trial a side.
    private func shown(_ key: TimingKey, _ values: TimedValues) -> Timing? {
        let own = values.roundShifts(to: Side.candidate.rawValue)
        let shifts = own.isEmpty ? values.shifts(to: Side.candidate.rawValue) : own
        let ordered = shifts.sorted { $0.key < $1.key }.map(\.value)
        guard let place = signedRank(ordered) else { return nil }
        let spread = standardDeviation(ordered)
        let isRequired = input.policy.requires.contains(Aspect.timing.rawValue) && input.policy.gates.isEmpty
        return Timing(
            key, values, place, against: Side.candidate.rawValue, answer: isRequired ? .inconclusive : .shown,
            floor: input.policy.floor,
            detectable: spread.map { Power(error: 0.005).leastEffect(spread: $0, blocks: ordered.count) })
    }

    // MARK: The verdict

    private func verdict(
        of cell: String, _ keys: [TimingKey], _ decisions: [TimingKey: Decision], _ copies: [TimingKey: Decision],
        _ waived: Set<TimingKey>
    ) -> (Verdict, [String]) {
        guard !keys.isEmpty else {
            return (.inconclusive, ["timing was not judged in \(cell): none of its scenarios has \(gateNames)"])
        }
        switch plan?.refusal {
        case .noise:
            return (.unfit, ["\(cell): this host is unfit for timing: \(planText)"])
        case .budget, .blocks: return (.inconclusive, ["\(cell): timing was not judged: \(planText)"])
        case nil: break
        }
        for key in keys {
            // A host on which a shim differs from its own copy can tell no other difference either.
            guard let copy = copies[key], [.regression, .improvement].contains(copy.answer) else { continue }
            return (
                .unfit,
                [
                    "\(cell): this host is unfit for timing: a copy of the baseline is told \(copy.answer.rawValue) in "
                        + "\(key.measure) of \(key.scenario), \(share(expm1(copy.place.estimate)))"
                ]
            )
        }
        let answers = keys.map { decisions[$0]?.answer ?? .inconclusive }
        if keys.contains(where: { decisions[$0]?.answer == .regression && !waived.contains($0) }) {
            return (.regression, [])
        }
        if let noisy = keys.first(where: { isTooNoisy(decisions[$0]) }), let decision = decisions[noisy] {
            return (
                .unfit,
                [
                    "\(cell): this host is unfit for timing: by these \(decision.place.count) blocks "
                        + "\(planner.looks.last?.blocks ?? 0) would show \(share(expm1(detectableAtLast(decision)))) at best in \(noisy.measure) of \(noisy.scenario), "
                        + "the margin is \(share(input.policy.margin))"
                ]
            )
        }
        guard !answers.contains(.inconclusive) else { return (.inconclusive, []) }
        guard keys.allSatisfy({ copies[$0] != nil }) else {
            return (.inconclusive, ["\(cell): no copy of the baseline was timed beside it, so nothing shows the noise"])
        }
        return (.pass, [])
    }

    private func isTooNoisy(_ decision: Decision?) -> Bool {
        guard let decision, decision.answer == .inconclusive, decision.look == looks.last else { return false }
        return detectableAtLast(decision) > planner.bounds.margin
    }

    /// What the last look that there is would show of blocks like these, whether or not this run may come to it.
    private func detectableAtLast(_ decision: Decision) -> Double {
        guard let last = planner.looks.last else { return .infinity }
        let error = decision.standardError * (Double(decision.place.count) / Double(last.blocks)).squareRoot()
        return Power(error: last.error).standardErrors(blocks: last.blocks) * error
    }

    private var gateNames: String { input.policy.gates.joined(separator: " or ") }

    private var planText: String { plan.map(text(of:)) ?? "" }

    // MARK: Requests

    private func requests(
        in cell: String, _ keys: [TimingKey], _ decisions: [TimingKey: Decision]
    ) -> [BlockRequest] {
        guard input.mayAsk, let plan, plan.refusal == nil else { return [] }
        return Set(keys.map(\.scenario)).sorted().compactMap { scenario in
            let own = keys.filter { $0.scenario == scenario }
            let done = own.first.flatMap { asked[$0.place] } ?? 0
            let open = own.filter { (decisions[$0]?.answer ?? .inconclusive) == .inconclusive }
            guard let first = open.first, let next = looks.first(where: { $0.blocks > done }) else { return nil }
            let more = open.count > 1 ? " and \(open.count - 1) more" : ""
            let why = done == 0 ? "to judge \(first.measure)" : "\(first.measure) undecided after \(done) blocks"
            return BlockRequest(
                cell: cell, scenario: scenario, first: done, blocks: next.blocks - done, eachSide: plan.eachSide,
                cause: why + more)
        }
    }
}

extension TimingKey {
    /// What blocks belong to: the cell and scenario alone.
    var place: TimingKey { TimingKey(cell: cell, scenario: scenario, measure: "") }
}

/// A ratio as a signed share with one digit: `+12.3 %`.
func share(_ ratio: Double) -> String {
    guard ratio.isFinite, abs(ratio) < 1e6 else { return "\(ratio)" }
    let tenths = Int((ratio * 1000).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10) %"
}

/// A plan that can't be carried out, in words, with what would be needed.
func text(of plan: TimingPlan) -> String {
    let wanted = "the margin \(share(plan.margin))"
    return switch plan.refusal {
    case .noise:
        "\(plan.blocks) blocks of \(plan.eachSide) trials a side would show \(share(plan.detectable)) at best, "
            + "\(wanted) needs a quieter host"
    case .budget(let needs):
        "\(wanted) needs \(plan.blocks) blocks of \(plan.eachSide) trials a side, \(minutes(needs)), and the budget is "
            + minutes(plan.budgetNanoseconds ?? 0)
    case .blocks(let limit):
        "it takes \(plan.blocks) blocks at least, and --rounds allows \(limit)"
    case nil: "\(plan.blocks) blocks of \(plan.eachSide) trials a side show \(share(plan.detectable))"
    }
}

/// A span of time in full seconds or minutes, as `--budget` takes it.
private func minutes(_ nanoseconds: UInt64) -> String {
    let seconds = (nanoseconds + 999_999_999) / 1_000_000_000
    return seconds < 120 ? "\(seconds)s" : "\((seconds + 59) / 60)m"
}

/// The standard deviation; nil for fewer than two values.
private func standardDeviation(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
}

extension Timing {
    /// A row with rounded numbers, of logarithms.
    fileprivate init(
        _ key: TimingKey, _ values: TimedValues, _ place: SignedRank, against role: String, answer: TimingAnswer,
        floor: Double, detectable: Double?
    ) {
        let (old, new) = (values.all(Side.baseline.rawValue), values.all(role))
        self.init(
            cell: key.cell, scenario: key.scenario, measure: key.measure, gating: false,
            ratio: sixDigits(exp(place.estimate)), low: sixDigits(exp(place.low)), high: sixDigits(exp(place.high)),
            floor: floor, answer: answer.rawValue, blocks: place.count, blocksNeeded: nil,
            minimumDetectable: detectable.map { sixDigits(expm1($0)) },
            baselineMedian: sixDigits(median(old) ?? .nan), candidateMedian: sixDigits(median(new) ?? .nan),
            unit: values.unit.rawValue)
        baselineShape = TimingShape(old)
        candidateShape = TimingShape(new)
    }
}

/// The plan of timing of a run whose first rounds are over; nil where no policy gates, or nothing is timed.
package func timingPlan(_ input: JudgementInput) -> TimingPlan? {
    input.policy.gates.isEmpty ? nil : TimingHearing(input).plan
}

extension TimingPlan {
    /// The plan in one sentence.
    package var text: String {
        guard refusal == nil else { return Judgement.text(of: self) }
        return "\(Judgement.text(of: self)) in four of five runs (margin \(share(margin)), error \(error) over "
            + "\(comparisons) comparison\(comparisons == 1 ? "" : "s")); at most \(minutes(nanoseconds))"
    }
}
