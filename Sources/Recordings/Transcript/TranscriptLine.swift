/// One thing of a recording as a reader sees it: when, at which step, what; names in the place of what is a trial's own.
package struct TranscriptLine: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case step, call, program, event, asked, output, log, exit, host, hang, trouble, mark
    }

    /// Since the trial's begin, nanoseconds.
    package var at: UInt64
    /// The step's path; empty where it belongs to none.
    package var step: String
    package var kind: Kind
    /// Raw, but for the names; not escaped, and bounded.
    package var text: String
    /// How long it took, nanoseconds, where it took any time.
    package var took: UInt64?

    package init(at: UInt64, step: String, kind: Kind, text: String, took: UInt64? = nil) {
        self.at = at
        self.step = step
        self.kind = kind
        self.text = text
        self.took = took
    }
}
