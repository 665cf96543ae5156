/// Why a run could not be begun or gone on with.
package struct RunError: Error, Sendable, CustomStringConvertible {
    private enum Fault: Sendable {
        /// The user asked for what can't be: exit 64.
        case user
        /// The machine can't do it: exit 3.
        case machine
    }

    private let fault: Fault
    package let doing: String
    package let to: String
    package let why: String
    package let now: String

    package var description: String { "\(doing) \(to): \(why); \(now)" }

    /// Whether the user can mend it by asking for something else.
    package var isUsersMistake: Bool { fault == .user }

    package static func user(_ doing: String, _ to: String, _ why: String, _ now: String) -> RunError {
        RunError(fault: .user, doing: doing, to: to, why: why, now: now)
    }

    package static func machine(_ doing: String, _ to: String, _ why: String, _ now: String) -> RunError {
        RunError(fault: .machine, doing: doing, to: to, why: why, now: now)
    }
}
