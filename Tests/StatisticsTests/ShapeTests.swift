import Foundation
import Testing

@testable import Statistics

@Suite("False discoveries, humps, tails")
struct ShapeTests {
    /// From scipy 1.17.1 (`false_discovery_control`).
    @Test("rates of false discovery")
    func discovery() {
        let rates = falseDiscoveryRates([0.01, 0.04, 0.03, 0.005, 0.5, .nan])
        for (a, b) in zip(rates, [0.03, 0.06, 0.06, 0.03, 0.6, 1.0]) { #expect(close(a, b), "\(rates)") }
        #expect(falseDiscoveryRates([]) == [])
    }

    @Test("of noise alone, hardly ever a set has a discovery")
    func noise() {
        var random = SeededGenerator(seed: 4)
        let found = (0..<1000).count { _ in
            falseDiscoveryRates((0..<12).map { _ in random.unit() }).contains { $0 <= 0.05 }
        }
        // 50 are due; 4 deviations of 7.
        #expect((22...78).contains(found))
    }

    @Test("two humps are told apart, with where they are and the share of each")
    func two() throws {
        var random = SeededGenerator(seed: 5)
        for share in [0.2, 0.5, 0.85] {
            let values = (0..<200).map { place in
                (Double(place) < 200 * share ? 2.0 : 1.0) * (1 + random.normal() / 20)
            }
            let found = humps(values.shuffled(using: &random))
            let two = try #require(found)
            #expect(abs(two.low - 1) < 0.03 && abs(two.high - 2) < 0.06 && abs(two.share - share) < 0.02)
        }
    }

    @Test("what has one hump, or too few values, has no two", arguments: 0..<60)
    func one(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for n in [40, 100, 200] {
            #expect(humps((0..<n).map { _ in random.normal() }) == nil)
            #expect(humps((0..<n).map { _ in random.unit() }) == nil)
            #expect(humps((0..<n).map { _ in -log(1 - random.unit()) }) == nil)
            // Heavy tails: the logarithm of what a host with stalls shows.
            #expect(humps((0..<n).map { _ in random.normal() / (0.3 + random.unit()) }) == nil)
        }
        #expect(humps([1, 1, 1, 2, 2, 2]) == nil)
        #expect(humps([Double](repeating: 3, count: 50)) == nil)
    }

    @Test("no stall of 600 leaves less than half a percent")
    func none() throws {
        let found = tail((0..<600).map { 100 + Double($0) / 10 })
        let end = try #require(found)
        #expect(end.stalls == 0 && end.count == 600)
        #expect(abs(end.bound - 0.004980) < 1e-6)
        #expect(end.percentile95 != nil && end.percentile99 == nil)
    }

    /// The bound of 3 in 100 is from scipy 1.17.1 (`binomtest(3, 100, 'less').proportion_ci(0.95)`).
    @Test("stalls are counted, with the rate that they leave possible")
    func some() throws {
        let found = tail([Double](repeating: 1, count: 97) + [3, 5, 9])
        let end = try #require(found)
        #expect(end.stalls == 3 && end.longest == 9 && end.percentile95 == nil)
        #expect(abs(end.bound - 0.0757108) < 1e-6)
        #expect(tail([]) == nil && tail([.nan, -1]) == nil)
    }
}
