package import Facets

/// One judged difference.
package struct Finding: Sendable, Hashable, Codable {
    /// A digest of facet pattern, component and both values' templates: the same in every run.
    package var id: String
    package var `class`: FindingClass
    package var severity: Severity
    /// Whether the policy lets it stop a release.
    package var blocks: Bool
    /// The rule that set class and severity, in words.
    package var rule: String
    /// Who is odd: `candidate`, `baseline`, `both`, `neither` (the reference shows either), `unknown` (nobody can say).
    package var odd: String
    package var cells: [String]
    package var drivers: [String]
    package var scenarios: [String]
    package var seen: Seen
    /// The facet's path as text; with `*` where scenarios differ.
    package var facet: String
    package var component: String
    package var owner: String
    package var question: String
    /// What the baseline showed, as text; several values with counts where it varies.
    package var baseline: String
    package var candidate: String
    /// What the reference showed, where there is one that speaks for it.
    package var reference: String?
    package var firstDivergence: Divergence
    /// The ledger's file and entry that knows it.
    package var ledger: String?
    /// The one command that repeats just it; it reads the archive that holds the finding.
    package var rerun: String
    /// What repeats its scenario where that archive is not at hand; nil for one that is of no scenario.
    package var rerunWithoutArchive: String?
    /// The number of the first trial that shows it on each side, and of the reference's first.
    package var trials: Trials
    /// What is shown beside it: stacks, messages, log text.
    package var evidence: [String]
    /// The facets that differ further down because of it, sorted; at most a hundred.
    package var follows: [String] = []
    /// Whether a named person lets it pass, whom the policy honours: that stands at the top of every report.
    package var isWaived: Bool
    /// Who decides when the owner does not answer.
    package var escalation: String?
    /// Whether it concerns security and is told to `owner` in private only.
    package var isPrivate: Bool

    /// On how many trials of how many it was seen, per side.
    package struct Seen: Sendable, Hashable, Codable {
        /// `[k, n]`.
        package var baseline: [Int]
        /// `[k, n]`.
        package var candidate: [Int]
        /// `[k, n]`; nil where no reference speaks for it.
        package var reference: [Int]?

        package init(baseline: [Int], candidate: [Int], reference: [Int]? = nil) {
            self.baseline = baseline
            self.candidate = candidate
            self.reference = reference
        }
    }

    /// One trial of each role, by its number in the archive; nil where none shows it.
    package struct Trials: Sendable, Hashable, Codable {
        package var baseline: Int?
        package var candidate: Int?
        package var reference: Int?

        package init(baseline: Int? = nil, candidate: Int? = nil, reference: Int? = nil) {
            self.baseline = baseline
            self.candidate = candidate
            self.reference = reference
        }
    }

    /// The first step where two recordings part.
    package struct Divergence: Sendable, Hashable, Codable {
        package var scenario: String
        package var step: String

        package init(scenario: String, step: String) {
            self.scenario = scenario
            self.step = step
        }
    }

    package init(
        id: String, class: FindingClass, severity: Severity, blocks: Bool, rule: String, odd: String,
        cells: [String], drivers: [String], scenarios: [String], seen: Seen, facet: String, component: String,
        owner: String, question: String, baseline: String, candidate: String, reference: String? = nil,
        firstDivergence: Divergence, ledger: String? = nil, rerun: String, rerunWithoutArchive: String? = nil,
        trials: Trials = Trials(), evidence: [String] = [], isWaived: Bool = false, escalation: String? = nil,
        isPrivate: Bool = false
    ) {
        self.id = id
        self.class = `class`
        self.severity = severity
        self.blocks = blocks
        self.rule = rule
        self.odd = odd
        self.cells = cells
        self.drivers = drivers
        self.scenarios = scenarios
        self.seen = seen
        self.facet = facet
        self.component = component
        self.owner = owner
        self.question = question
        self.baseline = baseline
        self.candidate = candidate
        self.reference = reference
        self.firstDivergence = firstDivergence
        self.ledger = ledger
        self.rerun = rerun
        self.rerunWithoutArchive = rerunWithoutArchive
        self.trials = trials
        self.evidence = evidence
        self.isWaived = isWaived
        self.escalation = escalation
        self.isPrivate = isPrivate
    }
}

/// What kind of finding it is (design, "The judge", 4).
package enum FindingClass: String, Sendable, Hashable, Codable, CaseIterable {
    case regression
    case divergence
    case improvement
    case sharedDefect = "shared-defect"
    case unsupported
    case flaky
    case intermittent
    case newNoise = "new-noise"
    case staleLedger = "stale-ledger"
    /// Seen once and not again in fresh trials: reported, never hidden.
    case notSeenAgain = "not-seen-again"
}
