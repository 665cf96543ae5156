import Statistics
import Testing

/// The expected numbers are from numpy (`quantile`, `median` of all differences).
@Suite("Places")
struct PlaceTests {
    @Test(
        "quantiles are numpy's",
        arguments: [
            (0.0, 1.25), (0.1, 1.7), (0.25, 2.75), (0.5, 4.0), (0.9, 8.1), (1.0, 9.0), (2.0, 9.0), (-1.0, 1.25),
        ])
    func quantiles(_ at: Double, _ expected: Double) throws {
        #expect(close(try #require(quantile([3.5, 1.25, 9.0, 2.0, 7.5, 4.0, 4.0], at)), expected))
    }

    @Test("the middle of two, one and none")
    func medians() {
        #expect(median([4, 1]) == 2.5)
        #expect(median([4]) == 4)
        #expect(median([]) == nil)
    }

    @Test("the shift is the median of all differences")
    func shift() throws {
        let first = [10.2, 9.8, 10.5, 11.0, 9.9]
        #expect(close(try #require(hodgesLehmannShift(from: first, to: [10.9, 11.2, 10.1, 12.0])), 0.85))
        #expect(hodgesLehmannShift(from: [], to: [1]) == nil)
        #expect(hodgesLehmannShift(from: first, to: first) == 0)
        #expect(hodgesLehmannCentre([1, 2, 9]) == 3.5)
        #expect(hodgesLehmannCentre([]) == nil)
    }

    @Test("one wild value moves the shift little", arguments: 0..<20)
    func robust(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let first = (0..<15).map { _ in random.unit() }
        var second = (0..<15).map { _ in random.unit() + 5 }
        let before = try #require(hodgesLehmannShift(from: first, to: second))
        second[0] = 1e9
        #expect(abs(try #require(hodgesLehmannShift(from: first, to: second)) - before) < 0.5)
    }
}
