import Glibc
import Testing

@testable import Linux

@Suite(.timeLimit(.minutes(2))) struct PollerTests {
    private let poller: Poller

    init() throws {
        poller = try Poller.shared
    }

    @Test func tellsWhenThereIsSomethingToRead() async throws {
        let pipe = try Pipe()
        async let ready = poller.readable(pipe.reading, until: .after(patience))
        try pipe.writing.writeAll([1])
        #expect(try await ready)
        #expect(try pipe.reading.read(upTo: 10) == [1])
    }

    @Test func runsOutAtTheDeadline() async throws {
        let pipe = try Pipe()
        let deadline = Stamp.after(.milliseconds(30))
        #expect(try await !poller.readable(pipe.reading, until: deadline))
        #expect(Stamp.now >= deadline)
        // What has passed already is not waited for.
        #expect(try await !poller.readable(pipe.reading, until: Stamp(nanoseconds: 0)))
    }

    @Test func laterDeadlinesDoNotHideEarlierOnes() async throws {
        let begin = Stamp.now
        let (fired, continuation) = AsyncStream<Int>.makeStream()
        for milliseconds in [80, 40, 20, 60] {
            let moment = begin.advanced(by: .milliseconds(milliseconds))
            // The thread itself tells: tasks may be resumed in any order.
            try poller.begin(poller.newToken(), nil, writing: false, until: moment) { _ in
                #expect(Stamp.now >= moment)
                continuation.yield(milliseconds)
            }
        }
        var order: [Int] = []
        for await milliseconds in fired {
            order.append(milliseconds)
            if order.count == 4 { break }
        }
        #expect(order == [20, 40, 60, 80])
    }

    @Test func canBeCancelledBeforeAndDuring() async throws {
        let pipe = try Pipe()
        let during = Task { try await poller.readable(pipe.reading) }
        try await poller.sleep(until: .after(.milliseconds(10)))
        during.cancel()
        await #expect(throws: CancellationError.self) { try await during.value }
        let before = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await poller.readable(pipe.reading)
        }
        before.cancel()
        await #expect(throws: CancellationError.self) { try await before.value }
    }

    @Test func manyWaitForOneDescriptor() async throws {
        let pipe = try Pipe()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { try await poller.readable(pipe.reading, until: .after(patience)) } }
            try pipe.writing.writeAll([1])
            for try await ready in group { #expect(ready) }
        }
    }

    @Test func bothDirectionsOfASocketAtOnce() async throws {
        let (one, other) = try UnixSocket.pair()
        async let readable = poller.readable(one, until: .after(patience))
        #expect(try await poller.writable(one, until: .after(patience)))
        try other.writeAll([1])
        #expect(try await readable)
    }

    @Test func theOtherEndsCloseIsReadable() async throws {
        let pipe = try Pipe()
        async let ready = poller.readable(pipe.reading, until: .after(patience))
        pipe.writing.close()
        #expect(try await ready)
        #expect(try pipe.reading.read(upTo: 1).isEmpty)
    }

    @Test func closingWhileSomeoneWaitsDoesNoHarm() async throws {
        let pipe = try Pipe()
        async let ready = poller.readable(pipe.reading, until: .after(patience))
        try await poller.sleep(until: .after(.milliseconds(10)))
        pipe.reading.close()
        try pipe.writing.writeAll([1])
        #expect(try await ready)
    }

    @Test func regularFilesAreAlwaysReady() async throws {
        let file = try Files.open("/etc/passwd", O_RDONLY)
        #expect(try await poller.readable(file, until: .after(patience)))
    }

    @Test func closedDescriptorsAreRefused() async throws {
        let pipe = try Pipe()
        pipe.reading.close()
        await #expect(throws: LinuxError.self) { try await poller.readable(pipe.reading) }
    }

    @Test func noPoolThreadIsBlocked() async throws {
        // More waits than any pool has threads; each is served, though none ends by itself.
        let pipes = try (0..<200).map { _ in try Pipe() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for pipe in pipes { group.addTask { try await poller.readable(pipe.reading, until: .after(patience)) } }
            group.addTask {
                for pipe in pipes { try pipe.writing.writeAll([1]) }
                return true
            }
            for try await ready in group { #expect(ready) }
        }
    }
}
