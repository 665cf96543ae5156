import Facets

/// Brings wall times and monotonic ones together by a trial's anchors.
struct WallClock: Sendable {
    /// The wall clock while the trial ran, nanoseconds since 1970; nil without anchors.
    let window: ClosedRange<Int64>?
    /// Wall minus monotonic, nanoseconds.
    private let offset: Int64?

    /// How far a stamp may lie outside of the trial: clocks are set in steps, and runtimes round to milliseconds.
    static let slackNanoseconds: Int64 = 2_000_000_000
    /// 0001-01-01, Go's zero time: what shims put for "not yet".
    static let goZeroSeconds: Int64 = -62_135_596_800

    init(_ observations: [Observation]) {
        var anchors: [Anchors] = []
        for observation in observations {
            if case .anchors(let read) = observation.what { anchors.append(read) }
        }
        guard let first = anchors.first, let last = anchors.last else {
            window = nil
            offset = nil
            return
        }
        let begin = Self.bounded(first.wall)
        // Without anchors at the end, the last observation tells how long the trial went on.
        let until = observations.last?.at ?? 0
        let length = until > first.monotonic ? Self.bounded(until - first.monotonic) : 0
        let end = anchors.count > 1 ? Self.bounded(last.wall) : begin + length
        window = begin...max(begin, end)
        offset = begin - Self.bounded(first.monotonic)
    }

    /// A clock's reading, cut off at 73 years: sums and differences of such never overflow, whatever a file says.
    private static func bounded(_ nanoseconds: UInt64) -> Int64 {
        Int64(min(nanoseconds, 1 << 61))
    }

    /// What kind of time a stamp is: `zero`, `unix-epoch`, `set`, `before-start`, `future` or `malformed`.
    ///
    /// The time itself is a trial's own and never compared.
    func kind(seconds: Int64, nanos: Int64) -> String {
        guard (0..<1_000_000_000).contains(nanos) else { return "malformed" }
        if seconds == Self.goZeroSeconds, nanos == 0 { return "zero" }
        if seconds == 0, nanos == 0 { return "unix-epoch" }
        guard let window else { return "set" }
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? "before-start" : "future" }
        let (time, overrun) = whole.addingReportingOverflow(nanos)
        guard !overrun else { return "future" }
        if time < window.lowerBound - Self.slackNanoseconds { return "before-start" }
        return time > window.upperBound + Self.slackNanoseconds ? "future" : "set"
    }

    /// The monotonic time of a stamp that was made in the trial; nil for any other.
    func monotonic(seconds: Int64, nanos: Int64) -> UInt64? {
        guard let offset, kind(seconds: seconds, nanos: nanos) == "set" else { return nil }
        // In the window and its slack, so far from the limits of Int64.
        return UInt64(exactly: seconds * 1_000_000_000 + nanos - offset)
    }
}
