import Linux
import Testing

private actor Worker {
    private let executor: ThreadExecutor
    private(set) var count = 0

    init() throws {
        executor = try ThreadExecutor(name: "worker-of-tests")
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func thread() -> Int32 { ThisProcess.threadID }

    func threadsAcrossSuspensions() async throws -> Set<Int32> {
        var seen: Set<Int32> = []
        for _ in 0..<20 {
            seen.insert(ThisProcess.threadID)
            try await Poller.shared.sleep(until: .after(.milliseconds(1)))
            seen.insert(ThisProcess.threadID)
            await Task.yield()
        }
        return seen
    }

    func increment() { count += 1 }

}

@Suite struct ThreadExecutorTests {
    @Test func anActorStaysOnOneThreadOfItsOwn() async throws {
        let (one, other) = (try Worker(), try Worker())
        let thread = await one.thread()
        #expect(try await one.threadsAcrossSuspensions() == [thread])
        #expect(await other.thread() != thread)
        #expect(try Files.read("/proc/self/task/\(thread)/comm", limit: 100).bytes == Array("worker-of-tests\n".utf8))
        let status = String(
            decoding: try Files.read("/proc/self/task/\(thread)/status", limit: 65_536).bytes, as: UTF8.self)
        // All but the faults of the thread itself, which would end the process; KILL and STOP can't be blocked, and
        // glibc keeps 32 and 33 for itself.
        #expect(field("SigBlk", in: status) == "fffffffe7ffbfa07")
    }

    @Test func jobsRunOneAfterAnother() async throws {
        let worker = try Worker()
        await withTaskGroup { group in for _ in 0..<1000 { group.addTask { await worker.increment() } } }
        #expect(await worker.count == 1000)
    }

    @Test func theThreadEndsWithItsLastActor() async throws {
        var worker: Worker? = try Worker()
        let thread = try #require(await worker?.thread())
        worker = nil
        try await expectEnd(of: thread)
    }

    @Test func theThreadEndsWhenStopped() async throws {
        let executor = try ThreadExecutor(name: "stopped")
        try await executor.stop()
        try await executor.stop()
    }

    private func expectEnd(of thread: Int32) async throws {
        let deadline = Stamp.after(patience)
        while (try? Files.read("/proc/self/task/\(thread)/comm", limit: 10)) != nil, Stamp.now < deadline {
            try await Poller.shared.sleep(until: .after(.milliseconds(2)))
        }
        #expect(Stamp.now < deadline)
    }
}
