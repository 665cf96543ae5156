/// The answer for one aspect, or for the whole.
package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
    case pass, regression, inconclusive, unfit
    case notJudged = "not-judged"
}

/// The aspects that are judged apart.
package enum Aspect: String, Sendable, Hashable, Codable, CaseIterable {
    case behaviour, timing, footprint, coverage
}

/// What the judge says of a run.
package struct Judged: Sendable {
    package var verdict: Verdict
    package var verdicts: [Aspect: Verdict]
    /// 0 pass, 1 regression, 2 inconclusive, 3 unfit.
    package var exit: Int32
    package var cells: [CellJudged]
    /// The worst first.
    package var findings: [Finding]
    package var timings: [Timing]
    /// The plan, the copy and the reasons of what is said of timing.
    package var timing: TimingJudged
    /// What the trials left on the host, each with scenario and role.
    package var leaks: [Leak]
    /// What this run cannot speak of, one sentence each.
    package var notCompared: [String]
    /// Trials that the judge asks for, to settle what it suspects; empty when it has what it needs.
    package var requests: [TrialRequest]
    /// How often each normaliser, comparison rule and ledger entry was applied.
    package var applied: [String: Int]
    /// Differences that each of those set aside, a few of each.
    package var hidden: [Hidden]
    /// How much was compared.
    package var compared: Compared

    package init(
        verdict: Verdict, verdicts: [Aspect: Verdict], exit: Int32, cells: [CellJudged], findings: [Finding],
        timings: [Timing], leaks: [Leak], notCompared: [String], requests: [TrialRequest], applied: [String: Int],
        compared: Compared = Compared(), timing: TimingJudged = TimingJudged(),
        hidden: [Hidden] = []
    ) {
        self.verdict = verdict
        self.verdicts = verdicts
        self.exit = exit
        self.cells = cells
        self.findings = findings
        self.timings = timings
        self.timing = timing
        self.hidden = hidden
        self.leaks = leaks
        self.notCompared = notCompared
        self.requests = requests
        self.applied = applied
        self.compared = compared
    }
}

/// How much a judgement could compare, over all cells.
package struct Compared: Sendable, Hashable, Codable {
    /// Scenarios in which at least one facet could be compared, each cell's apart.
    package var scenarios: Int
    /// Facets, each scenario's and cell's apart.
    package var facets: Int

    package init(scenarios: Int = 0, facets: Int = 0) {
        self.scenarios = scenarios
        self.facets = facets
    }
}

/// What the judge says of one cell.
package struct CellJudged: Sendable {
    package var cell: String
    package var verdicts: [Aspect: Verdict]
    package var trials: TrialCounts

    package init(cell: String, verdicts: [Aspect: Verdict], trials: TrialCounts) {
        self.cell = cell
        self.verdicts = verdicts
        self.trials = trials
    }
}

/// What became of the trials.
package struct TrialCounts: Sendable, Hashable, Codable {
    package var planned: Int
    package var recorded: Int
    package var hung: Int
    package var unsupported: Int
    package var infrastructure: Int
    package var dropped: Int

    package init(
        planned: Int = 0, recorded: Int = 0, hung: Int = 0, unsupported: Int = 0, infrastructure: Int = 0,
        dropped: Int = 0
    ) {
        self.planned = planned
        self.recorded = recorded
        self.hung = hung
        self.unsupported = unsupported
        self.infrastructure = infrastructure
        self.dropped = dropped
    }
}

/// One comparison of a measure between the two sides.
package struct Timing: Sendable, Hashable, Codable {
    package var cell: String
    package var scenario: String
    package var measure: String
    package var gating: Bool
    /// Candidate over baseline; with its interval.
    package var ratio: Double
    package var low: Double
    package var high: Double
    package var floor: Double
    /// A `TimingAnswer`: `regression`, `improvement`, `equivalent`, `not-slower`, `inconclusive`, `shown`.
    package var answer: String
    package var blocks: Int
    package var blocksNeeded: Int?
    /// The least relative change that so many blocks of such noise would show; nil while one block tells no noise.
    package var minimumDetectable: Double?
    /// The sides' medians, in `unit`.
    package var baselineMedian: Double
    package var candidateMedian: Double
    package var unit: String
    /// Of a rejected gate: the phases that moved with it.
    package var explainedBy: [String] = []
    /// Nil for fewer than twenty values.
    package var baselineShape: TimingShape?
    package var candidateShape: TimingShape?

    package init(
        cell: String, scenario: String, measure: String, gating: Bool, ratio: Double, low: Double, high: Double,
        floor: Double, answer: String, blocks: Int, blocksNeeded: Int?, minimumDetectable: Double?,
        baselineMedian: Double, candidateMedian: Double, unit: String
    ) {
        self.cell = cell
        self.scenario = scenario
        self.measure = measure
        self.gating = gating
        self.ratio = ratio
        self.low = low
        self.high = high
        self.floor = floor
        self.answer = answer
        self.blocks = blocks
        self.blocksNeeded = blocksNeeded
        self.minimumDetectable = minimumDetectable
        self.baselineMedian = baselineMedian
        self.candidateMedian = candidateMedian
        self.unit = unit
    }
}

/// Something a trial left behind.
package struct Leak: Sendable, Hashable, Codable {
    package var cell: String
    package var role: String
    package var contender: String
    package var scenario: String
    /// `mount`, `process` …
    package var kind: String
    package var identity: String
    /// In how many trials.
    package var trials: Int

    package init(
        cell: String, role: String, contender: String, scenario: String, kind: String, identity: String, trials: Int
    ) {
        self.cell = cell
        self.role = role
        self.contender = contender
        self.scenario = scenario
        self.kind = kind
        self.identity = identity
        self.trials = trials
    }
}

/// A wish of the judge: so many fresh trials of each side of a cell, in random order.
package struct TrialRequest: Sendable, Hashable, Codable {
    package var cell: String
    package var scenario: String
    /// Fresh trials a side.
    package var eachSide: Int
    /// Which time it is asked for, from 1; at most 2.
    package var round: Int
    /// The suspicion that it settles: the facet, in words.
    package var cause: String

    package init(cell: String, scenario: String, eachSide: Int, round: Int, cause: String) {
        self.cell = cell
        self.scenario = scenario
        self.eachSide = eachSide
        self.round = round
        self.cause = cause
    }
}
