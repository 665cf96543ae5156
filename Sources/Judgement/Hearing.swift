import Facets
import Policies
import Scenarios

/// One judgement under way: takes the cells one after another, then says what came of all.
struct Hearing {
    private let input: JudgementInput
    /// The trials by cell and scenario, in the order of their numbers.
    private let trials: [String: [String: [JudgedTrial]]]
    private let declarations: Declarations
    private var notCompared = NotCompared()
    private var applied: [String: Int] = [:]
    private var hidden: [Hidden] = []
    private var requests: [TrialRequest] = []
    private var outcomes: [CellOutcome] = []
    private var compared = Compared()
    private var heard: [LedgerHeard] = []
    private var reach = LibraryReach()

    init(_ input: JudgementInput) {
        self.input = input
        declarations = Declarations(input)
        trials = Dictionary(grouping: declarations.compared, by: \.cell)
            .mapValues { Dictionary(grouping: $0, by: \.scenario) }
    }

    mutating func hear(_ cell: JudgedCell, _ rules: Rules) {
        var outcome = CellOutcome()
        var judged = input.scenarios.sorted { $0.id < $1.id }.compactMap { hear($0, in: cell, rules, into: &outcome) }
        settleTogether(&judged)
        for bout in judged { outcome.drafts += fold(bout.drafts.map { rules.attributed($0) }) }
        ask(for: judged, in: cell, &outcome)
        outcome.drafts = declarations.naming(pool(outcome.drafts)) + declarations.findings(of: cell, rules)
        let all = (trials[cell.name] ?? [:]).values.flatMap { $0 }
        outcome.infrastructure = all.count { if case .infrastructure = $0.outcome { true } else { false } }
        if let draft = judgeInfrastructure(cell, all, rules) { outcome.drafts.append(draft) }
        let planned = input.planned[cell.name] ?? 0
        if planned > all.count {
            notCompared.add("\(planned - all.count) of \(planned) planned trials were not run in \(cell.name)")
        }
        outcomes.append(outcome)
    }

    private mutating func hear(
        _ scenario: Scenario, in cell: JudgedCell, _ rules: Rules, into outcome: inout CellOutcome
    ) -> BoutJudged? {
        let trials = trials[cell.name]?[scenario.id] ?? []
        if let draft = judgeUnsupported(cell, scenario, trials, rules) {
            outcome.drafts.append(draft)
            let sighted = rules.ledger.knowing(draft.path, of: cell, in: scenario.id)
            heard.append(
                LedgerHeard(cell: cell, scenario: scenario.id, paths: [], trials: trials.count, sighted: Set(sighted)))
        }
        reach.plan(trials)
        if let why = whyOneSided(cell, trials) {
            notCompared.add(scenario: scenario.id, why)
            return nil
        }
        var bout = Bout(cell: cell, scenario: scenario, trials: trials)
        if let reference = cell.reference, bout.reference.isEmpty {
            notCompared.add(
                scenario: scenario.id, "without a recording of the reference \(reference) in \(cell.name)")
        }
        if !bout.mayAsk { notCompared.add(scenario: scenario.id, "had trials dropped after hangs in \(cell.name)") }
        bout.mayAsk = bout.mayAsk && input.mayAsk
        let judged = judge(bout, rules)
        outcome.compared += judged.compared
        compared.facets += judged.compared
        compared.scenarios += judged.compared > 0 ? 1 : 0
        if judged.compared > 0 { reach.add(scenario) }
        heard.append(judged.heard)
        notCompared.add(judged.gaps, scenario: scenario.id, cell: cell.name)
        applied.merge(judged.applied) { $0 + $1 }
        hidden += judged.hidden
        return judged
    }

    /// Asks for the fresh trials that the scenarios of a cell still need; those that wait for another's are open, too.
    private mutating func ask(for judged: [BoutJudged], in cell: JudgedCell, _ outcome: inout CellOutcome) {
        let wanted = Judgement.requests(for: judged)
        guard !wanted.isEmpty else { return }
        requests += wanted
        for bout in judged where !bout.suspicions.isEmpty {
            outcome.outstanding += 1
            notCompared.add(
                scenario: bout.bout.scenario.id,
                "with a difference that fresh trials have not settled yet in \(cell.name)")
        }
    }

    /// What came of all that was heard.
    mutating func judged(_ rules: Rules) -> Judged {
        let policy = input.policy
        let (timings, timing, slower) = TimingHearing(input, rules).judged()
        let covered = input.cells.map { CoverageHearing($0, input.coverage[$0.name], rules) }
        let cells = zip(zip(input.cells, outcomes), covered).map { heard, coverage in
            let (cell, outcome) = heard
            return CellJudged(
                cell: cell.name,
                verdicts: aspects(
                    outcome.behaviour(rules), timing: timing.verdicts[cell.name], coverage: coverage.verdict, policy),
                trials: counts((trials[cell.name] ?? [:]).values.flatMap { $0 }, planned: input.planned[cell.name]))
        }
        var behaviour = Verdict.whole(cells.map { $0.verdicts[.behaviour] ?? .inconclusive })
        let tooMuch = reach.exceeded(input, compared: compared.scenarios)
        if !tooMuch.isEmpty, behaviour == .pass { behaviour = .inconclusive }
        let verdicts = aspects(
            behaviour,
            timing: timing.verdicts.isEmpty
                ? nil : Verdict.whole(input.cells.map { timing.verdicts[$0.name] ?? .inconclusive }),
            coverage: covered.allSatisfy { $0.verdict == nil }
                ? nil : Verdict.whole(covered.map { $0.verdict ?? .inconclusive }), policy)
        let verdict = whole(verdicts, policy)
        if !timings.isEmpty, policy.gates.isEmpty {
            notCompared.add("timing is shown, not judged: no measure gates under policy \(policy.name)")
        }
        for note in input.notes { notCompared.add(note) }
        for reason in timing.reasons + covered.flatMap(\.sentences) { notCompared.add(reason) }
        for sentence in [driversNotRun] + reach.sentences(input) + tooMuch { notCompared.add(sentence) }
        let decides = policy.requires.contains(Aspect.timing.rawValue)
        let ofTiming = merge(slower, rules).map { finding in
            var finding = finding
            if !decides { finding.blocks = false }
            return finding
        }
        let ofCoverage = merge(covered.flatMap(\.drafts), rules).map { finding in
            var finding = finding
            if !policy.requires.contains(Aspect.coverage.rawValue) { finding.blocks = false }
            let cells = finding.cells.compactMap { input.coverage[$0] }
            return cells.first.map { rules.told(finding, in: $0) } ?? finding
        }
        let stale = input.cells.flatMap { judgeStalePlaces($0, input.coverage[$0.name], rules) }
        let findings =
            merge(outcomes.flatMap(\.drafts), rules) + ofTiming + ofCoverage + stale + judgeLedger(input, heard, rules)
        return Judged(
            verdict: verdict, verdicts: verdicts, exit: verdict.exit, cells: cells,
            findings: findings.sorted(by: isWorse),
            timings: timings, leaks: leaks(input), notCompared: notCompared.lines,
            requests: requests.sorted { ($0.cell, $0.scenario) < ($1.cell, $1.scenario) }, applied: applied,
            compared: compared, timing: timing, hidden: hidden.firstOfEach)
    }

    private var driversNotRun: String {
        let run = Set(input.cells.map(\.driver))
        let missing = ["shim", "containerd", "cri"].filter { !run.contains($0) }
        return "drivers not run: \(missing.joined(separator: ", "))"
    }
}

/// The order of findings: what blocks, then what could, by severity; then by class.
private func isWorse(_ a: Finding, _ b: Finding) -> Bool {
    if a.blocks != b.blocks { return a.blocks }
    if a.class.canBlock != b.class.canBlock { return a.class.canBlock }
    if a.class.canBlock, a.severity != b.severity { return a.severity > b.severity }
    if a.class.rank != b.class.rank { return a.class.rank < b.class.rank }
    if a.severity != b.severity { return a.severity > b.severity }
    return (a.component, a.facet, a.id) < (b.component, b.facet, b.id)
}

/// What became of a cell's trials.
private func counts(_ trials: [JudgedTrial], planned: Int?) -> TrialCounts {
    var counts = TrialCounts(planned: max(planned ?? 0, trials.count))
    for trial in trials {
        switch trial.outcome {
        case .recorded: counts.recorded += 1
        case .hung: counts.hung += 1
        case .unsupported: counts.unsupported += 1
        case .infrastructure: counts.infrastructure += 1
        case .dropped: counts.dropped += 1
        }
    }
    return counts
}
