package import Facets
package import Policies
package import Scenarios

/// All that the judge reads: plain values from an archive; it starts nothing and touches no clock or disk.
package struct JudgementInput: Sendable {
    package var cells: [JudgedCell]
    /// Every scenario that was planned, expanded.
    package var scenarios: [Scenario]
    package var trials: [JudgedTrial]
    package var policy: Policy
    /// The day that expiries are held against, `2026-11-23`.
    package var asOf: String
    /// What the command begins with that repeats a finding without its archive; `--scenarios ID --rounds N` follows.
    package var rerunPrefix: String
    /// How the run is named in the command that repeats a finding of it; nil where no one archive holds all.
    package var archive: String?
    /// Options of that command by which the run is judged, where those are not the run's own terms.
    package var terms: [String]
    /// Who the contenders of the cells are; it picks owners and entries of the ledger.
    package var contenders: [KnownContender]
    /// What they were configured with; empty where that is not known.
    package var configurations: [KnownConfiguration] = []
    /// How many trials were planned per cell, requests included; without it those that are in `trials`.
    package var planned: [String: Int]
    /// What the host's machine is called, `x86_64`, where that is known.
    package var architecture: String?
    /// How long blocks may take, nanoseconds, where the user said so; else the policy's own budget holds.
    package var budgetNanoseconds: UInt64?
    /// The most blocks that may be run, where the user said so.
    package var blockLimit: Int?
    /// Whether fresh trials can be had; not where archives are compared.
    package var mayAsk: Bool
    /// What the run cannot speak of beside what the judge finds, one sentence each.
    package var notes: [String]
    /// What each cell's trials reached of critical paths; none for cells whose contenders count nothing.
    package var coverage: [String: JudgedCoverage] = [:]
    /// What random numbers the judge draws begin with.
    package var seed: UInt64

    package init(
        cells: [JudgedCell], scenarios: [Scenario], trials: [JudgedTrial], policy: Policy, asOf: String,
        rerunPrefix: String = "kumite run", archive: String? = nil, terms: [String] = [],
        contenders: [KnownContender] = [], planned: [String: Int] = [:], architecture: String? = nil,
        budgetNanoseconds: UInt64? = nil, blockLimit: Int? = nil, seed: UInt64 = 0, mayAsk: Bool = true,
        notes: [String] = []
    ) {
        self.cells = cells
        self.scenarios = scenarios
        self.trials = trials
        self.policy = policy
        self.asOf = asOf
        self.rerunPrefix = rerunPrefix
        self.archive = archive
        self.terms = terms
        self.contenders = contenders
        self.planned = planned
        self.architecture = architecture
        self.budgetNanoseconds = budgetNanoseconds
        self.blockLimit = blockLimit
        self.seed = seed
        self.mayAsk = mayAsk
        self.notes = notes
    }
}

extension JudgementInput {
    /// Every contender of the cells by its name; of one that nothing more is known of, just that.
    var knownContenders: [String: KnownContender] {
        let names = cells.flatMap { [$0.baseline, $0.candidate] + [$0.reference].compactMap(\.self) }
        let known = Dictionary(contenders.map { ($0.name, $0) }) { first, _ in first }
        return Dictionary(names.map { ($0, known[$0] ?? KnownContender(name: $0)) }) { first, _ in first }
    }
}

/// A cell, as far as the judge needs to know it.
package struct JudgedCell: Sendable, Hashable {
    package var name: String
    package var driver: String
    package var view: String
    package var baseline: String
    package var candidate: String
    package var reference: String?
    /// The areas that the reference can speak for: components, or folders of scenarios; empty for all.
    package var referenceSpeaksFor: [String]
    /// Capabilities that each side is declared not to have.
    package var baselineLacks: [String]
    package var candidateLacks: [String]

    package init(
        name: String, driver: String, view: String, baseline: String, candidate: String, reference: String?,
        baselineLacks: [String], candidateLacks: [String], referenceSpeaksFor: [String] = []
    ) {
        self.name = name
        self.driver = driver
        self.view = view
        self.baseline = baseline
        self.candidate = candidate
        self.reference = reference
        self.baselineLacks = baselineLacks
        self.candidateLacks = candidateLacks
        self.referenceSpeaksFor = referenceSpeaksFor
    }
}

/// One trial as the judge sees it.
package struct JudgedTrial: Sendable {
    package enum Outcome: Sendable, Hashable {
        case recorded
        /// A step ran out of time; the facets say which.
        case hung
        case unsupported(why: String)
        case infrastructure(why: String)
        /// Not run, after three hangs with one first divergence.
        case dropped(why: String)
    }

    /// Its number in the archive.
    package var number: Int
    package var cell: String
    /// `baseline`, `candidate`, `reference`.
    package var role: String
    package var scenario: String
    /// The round of the plan it belongs to, from 0; for a fresh trial asked for by the judge -1, -2.
    package var round: Int
    package var outcome: Outcome
    package var facets: FacetSet
    package var measures: [Measure]
    package var evidence: [Evidence]
    /// Whether its times count: nothing ran beside it.
    package var isTimed: Bool
    /// The number of the block that it belongs to, from 0; nil where it belongs to none.
    package var block: Int?
    /// How long it took, with all that Kumite did for it; 0 if that is not known.
    package var elapsedNanoseconds: UInt64

    package init(
        number: Int, cell: String, role: String, scenario: String, round: Int, outcome: Outcome, facets: FacetSet,
        measures: [Measure], evidence: [Evidence], isTimed: Bool = true,
        block: Int? = nil, elapsedNanoseconds: UInt64 = 0
    ) {
        self.number = number
        self.cell = cell
        self.role = role
        self.scenario = scenario
        self.round = round
        self.outcome = outcome
        self.facets = facets
        self.measures = measures
        self.evidence = evidence
        self.isTimed = isTimed
        self.block = block
        self.elapsedNanoseconds = elapsedNanoseconds
    }
}
