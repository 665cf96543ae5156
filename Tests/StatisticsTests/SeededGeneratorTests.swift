import Testing

@testable import Statistics

@Suite("Random numbers")
struct SeededGeneratorTests {
    @Test("the sequences are the published algorithms'")
    func reference() {
        var split = SplitMix64(state: 0)
        #expect(split.next() == 0xe220_a839_7b1d_cdaf)
        #expect(split.next() == 0x6e78_9e6a_a1b9_65f4)
        var random = SeededGenerator(seed: 42)
        #expect(
            (0..<4).map { _ in random.next() } == [
                0x1578_0b2e_0c2e_c716, 0x6104_d986_6d11_3a7e, 0xae17_5332_39e4_99a1, 0xecb8_ad47_03b3_60a1,
            ])
    }

    @Test("a seed and a name fix the sequence; another of either gives another")
    func seeds() {
        func first(_ seed: UInt64, _ name: String) -> [UInt64] {
            var random = SeededGenerator(seed: seed, for: name)
            return (0..<3).map { _ in random.next() }
        }
        #expect(first(1, "plan") == first(1, "plan"))
        #expect(first(1, "plan") != first(2, "plan"))
        #expect(first(1, "plan") != first(1, "order"))
        #expect(first(1, "ab") != first(1, "ba"))
    }

    @Test("units fill 0..<1 evenly")
    func units() {
        var random = SeededGenerator(seed: 3)
        var bins = [Int](repeating: 0, count: 10)
        for _ in 0..<10_000 { bins[Int(random.unit() * 10)] += 1 }
        #expect(bins.allSatisfy { (850...1150).contains($0) })
    }
}
