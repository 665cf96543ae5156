/// What Kumite could not do with the host: what was being done, to what, why it failed, and what to do now.
package struct HostError: Error, CustomStringConvertible, Sendable {
    private let doing: String
    private let to: String
    private let why: String
    private let now: String

    /// Makes an error; `doing` completes "could not …".
    package init(doing: String, to: String, because why: String, now: String) {
        self.doing = doing
        self.to = to
        self.why = why
        self.now = now
    }

    /// The four parts, for a report that keeps them apart.
    package var parts: (doing: String, to: String, why: String, now: String) { (doing, to, why, now) }

    package var description: String { "could not \(doing) \(to): \(why); \(now)" }
}
