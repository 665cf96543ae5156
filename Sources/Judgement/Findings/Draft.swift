import Facets

/// A difference in one scenario of one cell, before those with one cause are taken together.
struct Draft: Sendable {
    var cell: JudgedCell
    var scenario: String
    var path: FacetPath
    /// The path with subject and label put aside.
    var pattern: String
    var `class`: FindingClass
    var severity: Severity
    var rule: String
    /// `candidate`, `baseline`, `both`, `unknown`.
    var odd: String
    var component: String
    var seen: Finding.Seen
    var baseline: String
    var candidate: String
    /// What the reference showed, where it speaks for it.
    var reference: String?
    /// What the sides' values have in common with those of other trials and scenarios.
    var templates: [String]
    /// How far down the scenario it is, and the step's path.
    var rank: Int
    var step: String
    /// The entry that knows it, and whether that lets it pass.
    var ledger: String?
    var isWaived = false
    /// The sign that it is of, where it is of one.
    var sign: GraveSign?
    /// For a broken demand: what is demanded and what was seen.
    var demand: String?
    var evidence: [String] = []
    /// The first trials that show it.
    var trials = Finding.Trials()
    /// Differences further down that follow from it: their facets, and what each side shows.
    var follows: [(facet: String, text: String)] = []

    /// The same in every run, whatever scenario showed it first.
    var id: String {
        let parts = [pattern, component] + templates
        // Lengths keep two lists of parts apart that join to one text.
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined(separator: ",")
        return String(SHA256.digest(of: Array(text.utf8)).hexadecimal.prefix(12))
    }
}

extension FindingClass {
    /// How much it demands attention: the worst is 0.
    var rank: Int {
        switch self {
        case .regression: 0
        case .unsupported: 1
        case .flaky: 2
        case .divergence: 3
        case .newNoise: 4
        case .intermittent: 5
        case .sharedDefect: 6
        case .staleLedger: 7
        case .notSeenAgain: 8
        case .improvement: 9
        }
    }

    /// Whether a finding of this class stops a release, given that its severity does.
    var canBlock: Bool {
        switch self {
        case .regression, .unsupported, .flaky, .divergence, .newNoise: true
        // Not decided, not the candidate's alone, or none of its doing.
        case .intermittent, .sharedDefect, .staleLedger, .notSeenAgain, .improvement: false
        }
    }
}

extension Finding.Trials {
    subscript(side: Side) -> Int? {
        get { side == .baseline ? baseline : candidate }
        set { if side == .baseline { baseline = newValue } else { candidate = newValue } }
    }
}
