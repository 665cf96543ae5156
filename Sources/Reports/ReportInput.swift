package import Judgement
package import Recordings

/// All that a report tells; a report never decides.
package struct ReportInput: Sendable {
    package var judged: Judged
    /// The run folder's name.
    package var run: String
    /// The policy that the run was judged under.
    package var policy: String
    /// Who played which part, in the order of the matrix.
    package var cells: [ReportedCell]
    /// What is known of the host, in the order in which it is shown.
    package var host: [HostFact]
    /// The title of each scenario, by its id.
    package var titles: [String: String]
    /// Every scenario of every cell, in the order of cells and ids.
    package var scenarios: [ReportedScenario]
    /// When the run began, nanoseconds since 1970; 0 if that is not known.
    package var startedAtWallNanoseconds: UInt64
    /// How long the run took; 0 if that is not known.
    package var elapsedNanoseconds: UInt64
    /// The run folder's path.
    package var archive: String
    /// Where the page lies that a reader may open; nil if none was written.
    package var page: String?
    /// The version of Kumite.
    package var version: String
    package var seed: UInt64
    /// The day that expiries were held against.
    package var asOf: String

    package init(
        judged: Judged, run: String, policy: String, cells: [ReportedCell], host: [HostFact] = [],
        titles: [String: String] = [:], scenarios: [ReportedScenario] = [], startedAtWallNanoseconds: UInt64 = 0,
        elapsedNanoseconds: UInt64 = 0, archive: String, page: String? = nil, version: String, seed: UInt64,
        asOf: String
    ) {
        self.judged = judged
        self.run = run
        self.policy = policy
        self.cells = cells
        self.host = host
        self.titles = titles
        self.scenarios = scenarios
        self.startedAtWallNanoseconds = startedAtWallNanoseconds
        self.elapsedNanoseconds = elapsedNanoseconds
        self.archive = archive
        self.page = page
        self.version = version
        self.seed = seed
        self.asOf = asOf
    }
}

/// The contenders of one cell, as they really ran.
package struct ReportedCell: Sendable {
    /// The cell's name, as in `CellJudged`.
    package var name: String
    package var baseline: ContenderIdentity
    package var candidate: ContenderIdentity
    package var reference: ContenderIdentity?
    /// How the configurations were made: `stock`, `aligned`; nil where nothing was said.
    package var setup: String?
    /// What differs beside the shims, each in a line.
    package var confounders: [String]

    package init(
        name: String, baseline: ContenderIdentity, candidate: ContenderIdentity, reference: ContenderIdentity? = nil,
        setup: String? = nil, confounders: [String] = []
    ) {
        self.name = name
        self.baseline = baseline
        self.candidate = candidate
        self.reference = reference
        self.setup = setup
        self.confounders = confounders
    }
}

/// One thing that is known of the host: `kernel`, `6.1.0-18-amd64`.
package struct HostFact: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
