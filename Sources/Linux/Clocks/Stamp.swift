import CLinux

/// A moment of CLOCK_MONOTONIC, in nanoseconds since the host started.
package struct Stamp: Comparable, Hashable, Sendable {
    package let nanoseconds: UInt64

    package init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// This moment.
    package static var now: Stamp { Stamp(nanoseconds: clinux_nanoseconds(1)) }

    /// The nanoseconds from an earlier moment to this one; 0 if it is not earlier.
    package func nanoseconds(since earlier: Stamp) -> UInt64 {
        nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0
    }

    /// The moment that lies a duration later; a negative duration counts as none, and the end of time is never passed.
    package func advanced(by duration: Duration) -> Stamp {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return self }
        let (whole, tooLong) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, tooFar) = nanoseconds.addingReportingOverflow(whole)
        let (end, beyond) = sum.addingReportingOverflow(UInt64(attoseconds) / 1_000_000_000)
        return tooLong || tooFar || beyond ? Stamp(nanoseconds: .max) : Stamp(nanoseconds: end)
    }

    /// The moment that lies a duration from now: what most deadlines are made of.
    package static func after(_ duration: Duration) -> Stamp { now.advanced(by: duration) }

    package static func < (one: Stamp, other: Stamp) -> Bool { one.nanoseconds < other.nanoseconds }
}
