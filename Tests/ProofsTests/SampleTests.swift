import Statistics
import Testing

@testable import Proofs

@Suite("The order in which faults are tried")
struct SampleTests {
    private func faults(_ random: inout Random) -> [Fault] {
        let families = Int.random(in: 1...6, using: &random)
        return (0..<families).flatMap { family in
            (0..<Int.random(in: 1...9, using: &random)).map { Fault.sample("f\(family)/n\($0)") }
        }
    }

    @Test("it is the seed's alone, leaves none out, and takes families in turns", arguments: 0..<60)
    func order(_ seed: UInt64) {
        var random = Random(seed: seed, for: "order")
        let all = faults(&random)
        let order = inTurns(all, seed: seed)
        #expect(Set(order) == Set(all) && order.count == all.count)
        #expect(inTurns(all.shuffled(using: &random), seed: seed) == order)
        // However few are taken, no family has two more than another that has some left.
        let sizes = Dictionary(grouping: all, by: \.family).mapValues(\.count)
        for count in 0...order.count {
            let taken = Dictionary(grouping: order.prefix(count), by: \.family).mapValues(\.count)
            for (family, size) in sizes where taken[family, default: 0] < size {
                #expect((taken.values.max() ?? 0) - taken[family, default: 0] <= 1)
            }
        }
    }

    @Test("another seed gives another order")
    func seeds() {
        var random = Random(seed: 1, for: "seeds")
        let all = (0..<40).map { Fault.sample("f\($0 % 5)/n\($0)") }.shuffled(using: &random)
        #expect(inTurns(all, seed: 1) != inTurns(all, seed: 2))
    }
}
