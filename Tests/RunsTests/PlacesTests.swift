import Synchronization
import Testing

@testable import Runs

@Suite("Places at the processors") struct PlacesTests {
    /// How many are at work, and the most that ever were.
    private final class Count: Sendable {
        private let counts = Mutex((now: 0, most: 0))
        var most: Int { counts.withLock(\.most) }
        func come() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func go() { counts.withLock { $0.now -= 1 } }
    }

    @Test("no more work at a time than there are places", arguments: [(1, 5), (2, 9), (4, 3)])
    func bounded(count: Int, workers: Int) async {
        let (places, counted) = (Places(count), Count())
        await withTaskGroup { group in
            for _ in 0..<workers {
                group.addTask {
                    let place = Place(at: places)
                    for _ in 0..<20 {
                        await place.take()
                        counted.come()
                        await Task.yield()
                        counted.go()
                        await place.give()
                    }
                }
            }
        }
        #expect(counted.most <= count)
    }

    @Test("who takes long gives its place to another, and takes one again afterwards")
    func long() async throws {
        let places = Places(1)
        let (first, second) = (Place(at: places), Place(at: places))
        await first.take()
        // Ends only when the other had the place.
        try await first.giving(after: .milliseconds(1)) {
            await second.take()
            await second.give()
        }
        await first.take()
        await first.give()
    }

    @Test("what has begun already waits for no place; who waits for one then waits for two to be given")
    func claimed() async {
        let places = Places(1)
        let (first, begun, waiting) = (Place(at: places), Place(at: places), Place(at: places))
        await first.take()
        await begun.claim()
        let taken = Mutex(false)
        async let waited: Void = {
            await waiting.take()
            taken.withLock { $0 = true }
        }()
        await first.give()
        for _ in 0..<100 { await Task.yield() }
        #expect(!taken.withLock { $0 })
        await begun.give()
        await waited
    }

    @Test("when the work is over nobody waits")
    func over() async {
        let places = Places(0)
        async let waiting: Void = places.take()
        await places.end()
        await waiting
        await places.take()
    }
}
