import Synchronization
import Testing

@testable import Runs

@Suite("Stopping early") struct StopSignTests {
    private final class Count: Sendable {
        let value = Atomic(0)
    }

    @Test("what goes on is ended once, what begins later at once, what has ended not at all")
    func ends() async throws {
        let stop = StopSign()
        let counts = (before: Count(), during: Count(), after: Count())
        let end = { (count: Count) -> @Sendable () -> Void in { count.value.add(1, ordering: .relaxed) } }
        try stop.check()
        try await stop.watching(ending: end(counts.before)) {}
        try await stop.watching(ending: end(counts.during)) { stop.raise() }
        try await stop.watching(ending: end(counts.after)) {}
        #expect(counts.before.value.load(ordering: .relaxed) == 0)
        #expect(counts.during.value.load(ordering: .relaxed) == 1)
        #expect(counts.after.value.load(ordering: .relaxed) == 1)
        #expect(stop.isUp)
        #expect(throws: StopSign.Stopped.self) { try stop.check() }
    }
}
