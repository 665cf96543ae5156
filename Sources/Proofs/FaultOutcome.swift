/// What came of one fault: caught or not, by what, and whether it was told for what it is.
package struct FaultOutcome: Sendable, Hashable, Codable {
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case caught, missed
        /// No finding against it, but a report shows it: beside the times, or as what both sides do.
        case shown
        /// Nothing catches it from outside; the fault says why.
        case uncatchable
        /// The budget or an interruption came before it.
        case notTried = "not-tried"
        /// Nothing could be compared, so nothing can be said.
        case unfit
    }

    package var name: String
    package var family: String
    package var title: String
    /// How it was committed, where not plainly: `1 in 10`, `percent 8`.
    package var variant: String?
    package var state: State
    /// Why it is neither caught nor missed, or what of a miss is left open.
    package var why: String?
    /// The finding that catches it.
    package var finding: CatchingFinding?
    /// Everything else that was found on the candidate's side: facets, at most a few.
    package var elsewhere: [String]
    /// Every scenario that shows it, of those that were run.
    package var scenarios: [String]
    /// Trials of both sides that were carried out until it was caught, or at all.
    package var trials: Int
    /// The trials of the candidate, in the scenario that shows it, up to the first that does.
    package var seenAfter: Int?
    /// How far it was looked for: `own`, `pr`, `library`.
    package var stages: [String]
    /// The run's folder within the proof's.
    package var run: String?

    package init(_ fault: Fault, variant: String? = nil, state: State, why: String? = nil) {
        name = fault.name
        family = fault.family
        title = fault.title
        self.variant = variant
        self.state = state
        self.why = why
        elsewhere = []
        scenarios = []
        trials = 0
        stages = []
    }

    /// Caught and told for what it is.
    package var isRight: Bool { state == .caught && finding?.classRight == true }
}

/// A finding that catches a fault, held against what the fault expects.
package struct CatchingFinding: Sendable, Hashable, Codable {
    package var id: String
    package var facet: String
    package var `class`: String
    package var severity: String
    package var blocks: Bool
    /// Whether it is a demand of the contract that was broken.
    package var breaksContract: Bool
    /// The scenario that shows it first.
    package var scenario: String
    /// The step where the recordings part, and its verb.
    package var step: String
    package var verb: String
    /// Whether class and severity are what the fault expects: one of its classes, at least its severity.
    package var classRight: Bool
    /// Whether the first divergence is the fault's own step; nil where no one step is expected.
    package var firstDivergenceRight: Bool?

    package init(
        id: String, facet: String, class: String, severity: String, blocks: Bool, breaksContract: Bool,
        scenario: String, step: String, verb: String, classRight: Bool, firstDivergenceRight: Bool?
    ) {
        self.id = id
        self.facet = facet
        self.class = `class`
        self.severity = severity
        self.blocks = blocks
        self.breaksContract = breaksContract
        self.scenario = scenario
        self.step = step
        self.verb = verb
        self.classRight = classRight
        self.firstDivergenceRight = firstDivergenceRight
    }
}
