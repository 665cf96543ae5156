import CLinux

/// What the kernel refused: what was being done, to what, why it failed, and what to do now.
package struct LinuxError: Error, CustomStringConvertible, Sendable {
    private let doing: String
    private let to: String
    private let why: String
    private let now: String

    /// The error's number, or 0 where Kumite itself refused before asking the kernel.
    package let errno: Int32

    /// An error of the kernel. `now` is what the user can do; the common numbers have a default.
    package init(doing: String, to: String, errno: Int32, now: String? = nil) {
        self.doing = doing
        self.to = to
        self.errno = errno
        let name = String(cString: clinux_error_name(errno))
        self.why = "\(String(cString: clinux_error_text(errno))) (\(name))"
        self.now = now ?? Self.advice(for: errno)
    }

    /// A refusal of Kumite's own.
    package init(doing: String, to: String, because why: String, now: String) {
        self.doing = doing
        self.to = to
        self.errno = 0
        self.why = why
        self.now = now
    }

    /// The four parts, for a report that keeps them apart.
    package var parts: (doing: String, to: String, why: String, now: String) { (doing, to, why, now) }

    package var description: String { "could not \(doing) \(to): \(why); \(now)" }
}
