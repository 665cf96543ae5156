/// A line of `journal.jsonl`.
package struct JournalEntry: Sendable, Hashable, Codable {
    package enum What: String, Sendable, Hashable, Codable, CaseIterable {
        /// A lane was given the trial.
        case begun
        /// It is over and what it observed is written.
        case ended
        /// Kumite itself could not carry it out this time; it may be begun again.
        case failed
    }

    package var trial: Int
    package var what: What
    /// When, nanoseconds since 1970.
    package var atWallNanoseconds: UInt64
    /// How it ended; only for `ended`.
    package var outcome: TrialOutcome?
    /// Why it is not simply recorded.
    package var why: String?
    /// The facet set's name: its SHA-256, hexadecimal.
    package var set: String?

    package init(
        trial: Int, what: What, atWallNanoseconds: UInt64, outcome: TrialOutcome? = nil, why: String? = nil,
        set: String? = nil
    ) {
        self.trial = trial
        self.what = what
        self.atWallNanoseconds = atWallNanoseconds
        self.outcome = outcome
        self.why = why
        self.set = set
    }
}

/// How a trial ended.
package enum TrialOutcome: String, Sendable, Hashable, Codable, CaseIterable {
    case recorded
    /// A step ran out of time; the facets say which.
    case hung
    /// The driver or contender has no such thing.
    case unsupported
    /// Kumite itself could not carry it out, retries included.
    case infrastructure
    /// Not run, after three hangs with one first divergence.
    case dropped

    /// Whether the trial was run to its end, or to where it hung.
    package var wasCarriedOut: Bool { self == .recorded || self == .hung }
}
