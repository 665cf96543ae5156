import Statistics

/// How timing is judged in a run, made from the first rounds' noise and told before any block is run.
package struct TimingPlan: Sendable, Hashable, Codable {
    /// Why it can't be carried out.
    package enum Refusal: Sendable, Hashable, Codable {
        /// It takes longer than it may: so many nanoseconds would do.
        case budget(needsNanoseconds: UInt64)
        /// This host's times vary too much for the margin, however many blocks are run.
        case noise
        /// The user allows fewer blocks than it takes to come to an answer.
        case blocks(limit: Int)
    }

    /// Trials of each role in a block.
    package var eachSide: Int
    /// The most blocks that may be run.
    package var blocks: Int
    /// Measures, scenarios and cells that are judged, together.
    package var comparisons: Int
    /// The least relative change that is found in four of five runs: 0.07.
    package var detectable: Double
    package var margin: Double
    package var floor: Double
    package var error: Double
    /// What all blocks take, if none is spared.
    package var nanoseconds: UInt64
    package var budgetNanoseconds: UInt64?
    package var refusal: Refusal?

    package init(
        eachSide: Int, blocks: Int, comparisons: Int, detectable: Double, margin: Double, floor: Double,
        error: Double, nanoseconds: UInt64, budgetNanoseconds: UInt64?, refusal: Refusal?
    ) {
        self.eachSide = eachSide
        self.blocks = blocks
        self.comparisons = comparisons
        self.detectable = detectable
        self.margin = margin
        self.floor = floor
        self.error = error
        self.nanoseconds = nanoseconds
        self.budgetNanoseconds = budgetNanoseconds
        self.refusal = refusal
    }
}

extension TimingPlan {
    /// The fewest blocks by which anything is judged.
    package static let leastBlocks = Look.schedule.map(\.blocks).min() ?? 0
}

/// A wish of the judge: further blocks of one scenario, each with so many trials of every role in random order.
package struct BlockRequest: Sendable, Hashable, Codable {
    package var cell: String
    package var scenario: String
    /// The number of the first block, from 0.
    package var first: Int
    package var blocks: Int
    /// Trials of each role in a block.
    package var eachSide: Int
    /// What they are to decide, in words.
    package var cause: String

    package init(cell: String, scenario: String, first: Int, blocks: Int, eachSide: Int, cause: String) {
        self.cell = cell
        self.scenario = scenario
        self.first = first
        self.blocks = blocks
        self.eachSide = eachSide
        self.cause = cause
    }
}

/// How often blocks of two equal sides would have been judged slower or faster on this host.
package struct AlarmRate: Sendable, Hashable, Codable {
    /// How often the labels were shuffled within the blocks.
    package var relabellings: Int
    package var alarms: Int
    /// The rate that is still possible with 95 % confidence.
    package var bound: Double

    package init(relabellings: Int, alarms: Int, bound: Double) {
        self.relabellings = relabellings
        self.alarms = alarms
        self.bound = bound
    }
}

/// What the judge says of timing, beside the single comparisons.
package struct TimingJudged: Sendable, Hashable {
    /// Nil where no policy gates, or the first rounds are not there yet.
    package var plan: TimingPlan?
    /// By cell; empty where no policy gates.
    package var verdicts: [String: Verdict]
    /// Why a cell is unfit or undecided, one sentence each.
    package var reasons: [String]
    /// The copy of the baseline against the baseline, by the candidate's rules.
    package var copies: [Timing]
    /// Nil without a copy, or before the last block.
    package var alarms: AlarmRate?
    /// Blocks that the judge asks for.
    package var requests: [BlockRequest]

    package init(
        plan: TimingPlan? = nil, verdicts: [String: Verdict] = [:], reasons: [String] = [], copies: [Timing] = [],
        alarms: AlarmRate? = nil, requests: [BlockRequest] = []
    ) {
        self.plan = plan
        self.verdicts = verdicts
        self.reasons = reasons
        self.copies = copies
        self.alarms = alarms
        self.requests = requests
    }
}
