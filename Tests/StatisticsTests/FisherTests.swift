import Statistics
import Testing

/// The expected numbers are from scipy 1.17.1 (`fisher_exact`) and from counting all tables in exact arithmetic.
@Suite("Exact tests")
struct FisherTests {
    struct Case: Sendable {
        var table: [Int]
        var twoSided: Double
        var less: Double
        var greater: Double
    }

    @Test(
        "Fisher's test gives scipy's numbers",
        arguments: [
            Case(table: [8, 8, 0, 8], twoSided: 0.0001554001554001554, less: 1, greater: 7.77000777000777e-05),
            Case(table: [7, 8, 0, 8], twoSided: 0.0013986013986013986, less: 1, greater: 0.0006993006993006993),
            Case(table: [3, 3, 0, 3], twoSided: 0.1, less: 1, greater: 0.05),
            Case(table: [16, 16, 8, 16], twoSided: 0.002447163515016685, less: 1, greater: 0.0012235817575083428),
            Case(table: [1, 11, 0, 11], twoSided: 1, less: 1, greater: 0.5),
            Case(
                table: [12, 17, 3, 12], twoSided: 0.02532768703367614, less: 0.9978677328002665,
                greater: 0.01968489439490781),
            Case(
                table: [40, 100, 55, 100], twoSided: 0.04716548538301931, less: 0.023582742691509655,
                greater: 0.9883816500328609),
            Case(table: [0, 5, 0, 7], twoSided: 1, less: 1, greater: 1),
        ])
    func fisher(_ c: Case) {
        let table = TwoByTwo(
            firstHits: c.table[0], firstTrials: c.table[1], secondHits: c.table[2], secondTrials: c.table[3])
        #expect(close(fisherTest(table), c.twoSided))
        #expect(close(fisherTest(table, .less), c.less))
        #expect(close(fisherTest(table, .greater), c.greater))
    }

    @Test("counts that make no sense are held to what does")
    func nonsense() {
        let table = TwoByTwo(firstHits: 9, firstTrials: 3, secondHits: -2, secondTrials: -1)
        #expect(fisherTest(table) == 1)
    }

    @Test("seven of eight is one trial short of the level 0.001 two-sided")
    func level() {
        #expect(fisherTest(TwoByTwo(firstHits: 8, firstTrials: 8, secondHits: 0, secondTrials: 8)) <= 0.001)
        #expect(fisherTest(TwoByTwo(firstHits: 7, firstTrials: 8, secondHits: 0, secondTrials: 8)) > 0.001)
    }

    struct Kinds: Sendable {
        var counts: [[Int]]
        var p: Double
    }

    @Test(
        "many kinds give the numbers of full enumeration",
        arguments: [
            Kinds(counts: [[8, 0], [0, 8]], p: 0.0001554001554001554),
            Kinds(counts: [[5, 1], [2, 4], [1, 3]], p: 0.23076923076923078),
            Kinds(counts: [[8, 0], [0, 3], [0, 5]], p: 0.0001554001554001554),
            Kinds(counts: [[1, 0], [1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [0, 1]], p: 1),
            Kinds(counts: [[6, 2], [1, 1], [1, 5]], p: 0.11888111888111888),
            Kinds(counts: [[4, 4], [4, 4]], p: 1),
            Kinds(counts: [[7, 0], [1, 2], [0, 6]], p: 0.0004662004662004662),
            Kinds(counts: [[9, 3]], p: 1),
            Kinds(counts: [[9, 0], [4, 0]], p: 1),
            Kinds(counts: [], p: 1),
        ])
    func freemanHalton(_ c: Kinds) {
        #expect(close(freemanHaltonTest(c.counts.map { ($0[0], $0[1]) }), c.p))
    }

    @Test("two kinds are Fisher's test, and the order of kinds and sides is nothing", arguments: 0..<60)
    func agreement(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let kinds = (0..<Int.random(in: 2...5, using: &random)).map { _ in
            (first: Int.random(in: 0...6, using: &random), second: Int.random(in: 0...6, using: &random))
        }
        let p = freemanHaltonTest(kinds)
        #expect(p > 0 && p <= 1)
        #expect(close(p, freemanHaltonTest(kinds.shuffled(using: &random))))
        #expect(close(p, freemanHaltonTest(kinds.map { ($0.second, $0.first) })))
        let (a, b) = (kinds[0], kinds[1])
        let table = TwoByTwo(
            firstHits: a.first, firstTrials: a.first + b.first, secondHits: a.second,
            secondTrials: a.second + b.second)
        #expect(close(freemanHaltonTest([a, b]), fisherTest(table)))
    }

    @Test("a large table ends soon, with its rare kinds as one", .timeLimit(.minutes(1)))
    func large() {
        let same = freemanHaltonTest((1...40).map { (first: $0, second: $0) })
        #expect(close(same, 1))
        // From the same recurrence in whole numbers, in Python.
        let p = freemanHaltonTest((1...6).map { (first: 20 - $0, second: $0) })
        #expect(close(p, 0.33238192566087904))
    }
}
