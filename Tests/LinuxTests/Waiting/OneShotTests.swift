import Linux
import Testing

@Suite(.timeLimit(.minutes(2))) struct OneShotTests {
    @Test func firstValueStays() async throws {
        let cell = OneShot<Int>()
        #expect(cell.value == nil)
        #expect(cell.set(1))
        #expect(!cell.set(2))
        #expect(try await cell.get() == 1)
    }

    @Test func cancelledBeforeItWaits() async throws {
        let cell = OneShot<Int>()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await cell.get()
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
