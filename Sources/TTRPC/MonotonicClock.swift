internal import Linux

/// The time of CLOCK_MONOTONIC in nanoseconds: the clock of every stamp.
///
/// A call costs 25 ns; `ContinuousClock` reads CLOCK_BOOTTIME on Linux and can't be compared with the stamps.
public func monotonicNanoseconds() -> UInt64 {
    Stamp.now.nanoseconds
}

extension Duration {
    /// The duration in nanoseconds; what is negative is 0, what does not fit the maximum.
    var nanoseconds: UInt64 {
        Stamp(nanoseconds: 0).advanced(by: self).nanoseconds
    }
}
