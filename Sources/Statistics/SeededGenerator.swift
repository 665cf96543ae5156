/// Random numbers that a seed fixes on every machine: xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    public init(seed: UInt64) {
        var split = SplitMix64(state: seed)
        state = (split.next(), split.next(), split.next(), split.next())
    }

    /// A generator of its own for something with a name, so that adding one use of random numbers moves no other.
    package init(seed: UInt64, for name: String) {
        var split = SplitMix64(state: seed)
        for byte in name.utf8 { split = SplitMix64(state: split.next() ^ UInt64(byte)) }
        self.init(seed: split.next())
    }

    public mutating func next() -> UInt64 {
        let result = rotated(state.1 &* 5, 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, 45)
        return result
    }

    /// A number from 0 up to but not including 1, of 53 bits.
    public mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    private func rotated(_ word: UInt64, _ by: UInt64) -> UInt64 {
        word << by | word >> (64 - by)
    }

    public static func == (a: SeededGenerator, b: SeededGenerator) -> Bool { a.state == b.state }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(state.0)
        hasher.combine(state.3)
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): spreads a seed over 64 bits.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
