import CLinux

/// Three clocks read together, so that stamps of one can be told in another.
///
/// All in nanoseconds: `wall` since 1970, `monotonic` and `boot` since the host started, `boot` with its sleep.
package struct ClockAnchors: Hashable, Sendable {
    package let monotonic: UInt64
    package let wall: UInt64
    package let boot: UInt64

    /// The nanoseconds that the reading took: how far the three may be apart.
    package let spread: UInt64

    /// Reads the clocks, a few times, and keeps the reading that took least.
    package static func read() -> ClockAnchors {
        (1..<4).reduce(readOnce()) { best, _ in
            let next = readOnce()
            return next.spread < best.spread ? next : best
        }
    }

    private static func readOnce() -> ClockAnchors {
        let begin = clinux_nanoseconds(1)
        let wall = clinux_nanoseconds(0)
        let boot = clinux_nanoseconds(7)
        let spread = clinux_nanoseconds(1) - begin
        return ClockAnchors(monotonic: begin + spread / 2, wall: wall, boot: boot, spread: spread)
    }
}
