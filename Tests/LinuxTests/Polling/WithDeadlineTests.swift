import Linux
import Testing

@Suite(.timeLimit(.minutes(2))) struct WithDeadlineTests {
    private struct Oops: Error {}

    @Test func valueInTime() async throws {
        #expect(try await withDeadline(.after(patience)) { 7 } == 7)
    }

    @Test func nilAndCancelledWhenLate() async throws {
        let cancelled = OneShot<Bool>()
        let value = try await withDeadline(.after(.milliseconds(20))) { () -> Int in
            do {
                return try await OneShot<Int>().get()
            } catch {
                cancelled.set(Task.isCancelled)
                throw error
            }
        }
        #expect(value == nil)
        #expect(cancelled.value == true)
    }

    @Test func errorsPass() async throws {
        await #expect(throws: Oops.self) { try await withDeadline(.after(patience)) { throw Oops() } }
    }

    @Test func cancellationOfTheCallerPasses() async throws {
        let task = Task { try await withDeadline(.after(patience)) { try await OneShot<Int>().get() } }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
