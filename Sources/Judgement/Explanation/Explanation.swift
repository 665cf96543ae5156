package import Policies
package import Recordings

/// A finding beside the recordings that show it, around the first step where they part.
package struct Explanation: Sendable {
    package var finding: Finding
    /// What the scenario is, and who would miss it.
    package var title: String
    package var because: String
    /// Issues, CVEs or clauses that the scenario stands for.
    package var origin: [String]
    /// What the scenario demands where they part, one sentence each.
    package var clauses: [String]
    package var ledger: LedgerEntry?
    /// Baseline and candidate, then the reference where there is one.
    package var sides: [Side]
    /// What stands beside what; places in the lines of the first two sides.
    package var rows: [Row]
    /// What was set aside in this scenario before comparing.
    package var hidden: [Hidden]

    /// One recording that shows it.
    package struct Side: Sendable {
        package var role: String
        package var contender: String
        /// The trial's number in the archive; nil where none shows it.
        package var trial: Int?
        /// Why there are no lines.
        package var why: String?
        package var lines: [TranscriptLine]
        /// Lines of the recording before and after.
        package var before: Int
        package var after: Int
    }

    /// A line on either side, or the same on both.
    package struct Row: Sendable, Hashable {
        package var baseline: Int?
        package var candidate: Int?
        package var isSame: Bool
    }
}

/// One trial's recording for an explanation.
package struct ShownRecording: Sendable {
    package var role: String
    package var contender: String
    package var trial: Int?
    /// Nil where the archive has none.
    package var recording: Recording?

    package init(role: String, contender: String, trial: Int?, recording: Recording?) {
        self.role = role
        self.contender = contender
        self.trial = trial
        self.recording = recording
    }
}
