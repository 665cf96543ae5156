/// One trial as its observations tell it; all times in nanoseconds of the monotonic clock.
struct LifeCycle {
    /// What the shim was asked for, or waited for: while it lasts, the time is the shim's.
    struct Answer {
        var name: String
        var from: UInt64
        var to: UInt64
    }

    var number: Int
    var begin: UInt64
    var end: UInt64
    /// In the order of their beginnings.
    var answers: [Answer]

    var wall: UInt64 { end - begin }

    /// How long at least one answer was awaited: what lies side by side counts once.
    var awaited: UInt64 {
        var sum: UInt64 = 0
        var until: UInt64 = 0
        for answer in answers where answer.to > until {
            sum += answer.to - max(answer.from, until)
            until = answer.to
        }
        return sum
    }
}
