/// Why a run folder could not be written or read.
package struct ArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, for callers that branch on it.
    package enum Kind: Sendable, Hashable {
        /// Something of that name is there already.
        case exists
        /// There is no run folder there, or another process works in it.
        case unavailable
        /// It may not or cannot be written.
        case unwritable
        /// The disk is full.
        case full
        /// A newer Kumite wrote it.
        case newer
        /// It does not hold what an archive must hold.
        case damaged
    }

    package let kind: Kind
    /// What was being done: `writing the observations of trial 12`.
    package let doing: String
    /// To what: a path.
    package let to: String
    package let why: String
    /// What to do now.
    package let now: String

    /// Whether the user asked for what can't be, rather than the machine failing.
    package var isUsersMistake: Bool {
        switch kind {
        case .exists, .unavailable, .newer, .damaged: true
        case .unwritable, .full: false
        }
    }

    package var description: String { "\(doing): \(to): \(why); \(now)" }

    /// A file or a line of an archive that is not what it must be.
    static func damaged(_ doing: String, _ path: String, _ why: String) -> ArchiveError {
        ArchiveError(
            kind: .damaged, doing: doing, to: path, why: why,
            now: "use an undamaged copy of the run, or run it again")
    }
}
