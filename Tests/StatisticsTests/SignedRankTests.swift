import Testing

@testable import Statistics

/// The expected numbers are from scipy 1.17.1 (`wilcoxon(method='exact')`) and from trying all signs.
@Suite("Signed ranks")
struct SignedRankTests {
    static let differences = [0.031, -0.012, 0.045, 0.02, 0.007, 0.011, -0.004, 0.05, 0.027, 0.019]

    @Test("estimate, interval and p of ten differences")
    func ten() throws {
        let result = try #require(signedRank(Self.differences))
        #expect(close(result.p, 0.01953125))
        #expect(close(result.estimate, 0.019))
        #expect(close(result.low, 0.004))
        #expect(close(result.high, 0.0345))
        #expect(close(result.confidence, 0.951171875))
        #expect(result.count == 10)
    }

    @Test("equal differences share their ranks, zeros are dropped")
    func ties() throws {
        #expect(close(try #require(signedRank([1, 2, -2, 3, 3, -1, 4, 5, 0, 2])).p, 0.05078125))
        #expect(try #require(signedRank([0, 0])).p == 1)
    }

    @Test("few differences span all there is, and say what that is worth", arguments: [1, 2, 5])
    func few(_ n: Int) throws {
        let values = (0..<n).map(Double.init)
        let result = try #require(signedRank(values))
        #expect(result.low == 0 && result.high == Double(n - 1))
        #expect(close(result.confidence, 1 - 2 / Double(1 << n)))
        #expect(result.confidence < 0.95)
    }

    @Test("nothing has no place")
    func none() {
        #expect(signedRank([]) == nil)
    }

    @Test("the null is that of all sign patterns", arguments: [[1, 2, 3, 4, 5, 6], [3, 3, 6, 9, 9], [2]])
    func null(_ ranks: [Int]) {
        var counts = [Double](repeating: 0, count: ranks.reduce(0, +) + 1)
        for signs in 0..<(1 << ranks.count) {
            counts[ranks.indices.reduce(0) { $0 + (signs >> $1 & 1) * ranks[$1] }] += 1
        }
        let null = signedRankNull(ranks: ranks)
        #expect(null.count == counts.count)
        for (a, b) in zip(null, counts) { #expect(close(a, b / Double(1 << ranks.count))) }
    }

    @Test("two thousand ranks don't overflow")
    func many() throws {
        var random = SeededGenerator(seed: 1)
        let result = try #require(signedRank((0..<300).map { _ in random.unit() - 0.4 }))
        #expect(result.p < 1e-4 && result.low > 0)
        #expect(result.confidence >= 0.95 && result.confidence < 0.951)
    }

    @Test("turned signs turn the result; a shift shifts it", arguments: 0..<40)
    func symmetry(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let n = Int.random(in: 1...25, using: &random)
        let values = (0..<n).map { _ in random.unit() * 2 - 0.7 }
        let (a, b) = (try #require(signedRank(values)), try #require(signedRank(values.map { -$0 })))
        #expect(a.low == -b.high && a.high == -b.low && abs(a.estimate + b.estimate) < 1e-12)
        #expect(a.p == b.p && a.confidence == b.confidence)
        #expect(a.low <= a.estimate && a.estimate <= a.high)
        let c = try #require(signedRank(values.map { $0 + 10 }))
        #expect(abs(c.estimate - a.estimate - 10) < 1e-9)
        #expect(a == signedRank(values.shuffled(using: &random)))
    }

    @Test("the interval covers the truth as often as it says")
    func coverage() throws {
        var random = SeededGenerator(seed: 7)
        var covered = 0
        for _ in 0..<1000 {
            // Two-humped, symmetric about 3.
            let values = (0..<12).map { _ in 3 + (Bool.random(using: &random) ? 1 : -1) * (1 + random.unit()) }
            let result = try #require(signedRank(values))
            if result.low <= 3, 3 <= result.high { covered += 1 }
        }
        #expect(covered >= 930)
    }
}
