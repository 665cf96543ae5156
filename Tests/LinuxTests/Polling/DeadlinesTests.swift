import Testing

@testable import Linux

@Suite struct DeadlinesTests {
    /// Against a plain list: random inserts, removals and takings, with many equal moments.
    @Test(arguments: [UInt64(1), 2, 3, 4, 5]) func behavesLikeAList(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var deadlines = Deadlines()
        var list: [(moment: Stamp, token: UInt64)] = []
        for token in UInt64(1)...500 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !list.isEmpty:
                let entry = list.remove(at: Int.random(in: 0..<list.count, using: &random))
                deadlines.remove(entry.moment, entry.token)
                // A second removal, or that of one never known, changes nothing.
                deadlines.remove(entry.moment, entry.token)
            case 1:
                let now = Stamp(nanoseconds: UInt64.random(in: 0..<30, using: &random))
                let due = list.filter { $0.moment <= now }.sorted { ($0.moment, $0.token) < ($1.moment, $1.token) }
                list.removeAll { $0.moment <= now }
                #expect(deadlines.takeDue(at: now) == due.map(\.token))
            default:
                let moment = Stamp(nanoseconds: UInt64.random(in: 0..<100, using: &random))
                list.append((moment, token))
                deadlines.insert(moment, token)
            }
            #expect(deadlines.next == list.map(\.moment).min())
        }
    }
}

/// Seeded random numbers: SplitMix64.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
