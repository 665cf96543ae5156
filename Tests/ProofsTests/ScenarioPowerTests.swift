import Statistics
import Testing

@testable import Proofs

@Suite("The cheapest scenarios that catch the same")
struct ScenarioPowerTests {
    private func matrix(_ seed: UInt64, scenarios: Int, faults: Int) -> [ScenarioCatch] {
        var random = Random(seed: seed, for: "matrix")
        return (0..<scenarios).map { number in
            let caught = (0..<faults).filter { _ in random.unit() < 0.3 }.map { "f\($0)" }
            return ScenarioCatch(
                scenario: "s\(number)", nanoseconds: UInt64.random(in: 1...100, using: &random), faults: caught)
        }
    }

    private func cost(_ set: [String], _ all: [ScenarioCatch]) -> UInt64 {
        all.filter { set.contains($0.scenario) }.reduce(0) { $0 + $1.nanoseconds }
    }

    @Test("the set catches all that all catch, and needs each of its scenarios", arguments: 0..<100)
    func covers(_ seed: UInt64) {
        let all = matrix(seed, scenarios: 12, faults: 9)
        let set = cheapestSet(all)
        let caught = { (set: [String]) in Set(all.filter { set.contains($0.scenario) }.flatMap(\.faults)) }
        #expect(caught(set) == Set(all.flatMap(\.faults)))
        for one in set { #expect(caught(set.filter { $0 != one }) != caught(set)) }
        var random = Random(seed: seed, for: "order")
        #expect(cheapestSet(all.shuffled(using: &random)) == set)
    }

    /// Against every subset there is; the greedy bound for nine faults is 2.83.
    @Test("it costs no more than the bound above the cheapest there is", arguments: 0..<20)
    func cost(_ seed: UInt64) throws {
        let all = matrix(seed, scenarios: 10, faults: 9)
        let whole = Set(all.flatMap(\.faults))
        let best = (0..<(1 << all.count)).compactMap { bits -> UInt64? in
            let subset = all.indices.filter { bits >> $0 & 1 == 1 }.map { all[$0] }
            return Set(subset.flatMap(\.faults)) == whole ? subset.reduce(0) { $0 + $1.nanoseconds } : nil
        }.min()
        let bound = (1...9).reduce(0.0) { $0 + 1 / Double($1) }
        #expect(Double(cost(cheapestSet(all), all)) <= Double(try #require(best)) * bound)
    }

    @Test("what catches nothing that no other does is spare")
    func spare() {
        let power = ScenarioPower([
            ScenarioCatch(scenario: "c", nanoseconds: 1, faults: []),
            ScenarioCatch(scenario: "a", nanoseconds: 10, faults: ["x", "y"]),
            ScenarioCatch(scenario: "b", nanoseconds: 3, faults: ["x"]),
        ])
        #expect(power.spare == ["b", "c"] && power.minimal == ["a"] && power.minimalNanoseconds == 10)
    }

    @Test("a large matrix of nothing, or of what all catch, is no trouble")
    func edges() {
        #expect(cheapestSet([]) == [])
        let same = (0..<300).map { ScenarioCatch(scenario: "s\($0)", nanoseconds: 0, faults: ["x", "y"]) }
        #expect(cheapestSet(same).count == 1)
    }
}
