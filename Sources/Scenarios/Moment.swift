/// When a step begins that begins during another.
package struct Moment: Sendable, Hashable, Codable {
    /// What it waits for.
    package enum Cause: Sendable, Hashable, Codable {
        /// Another step of the trial begins; by its label.
        case step(String)
        /// The first event of a topic arrives, without the leading slash: `tasks/exit`.
        case event(String)
        /// A phase begins: `vmm-launch`, `ready`.
        case phase(String)
    }

    package var cause: Cause
    /// How long after it, nanoseconds.
    package var afterNanoseconds: UInt64

    package init(_ cause: Cause, afterNanoseconds: UInt64 = 0) {
        self.cause = cause
        self.afterNanoseconds = afterNanoseconds
    }
}

/// Expectations that hold under one driver, in place of the step's own.
package struct DriverExpectations: Sendable, Hashable, Codable {
    /// `shim`, `containerd`, `cri`.
    package var driver: String
    package var expect: [Expectation]

    package init(driver: String, expect: [Expectation]) {
        self.driver = driver
        self.expect = expect
    }
}
