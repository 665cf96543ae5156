import Glibc
import Linux
import Testing

@Suite struct DescriptorTests {
    @Test func closesOnceAndWhenLetGo() throws {
        let pipe = try Pipe()
        let copy = try pipe.writing.duplicate()
        pipe.writing.close()
        pipe.writing.close()
        #expect(pipe.writing.isClosed)
        #expect(throws: LinuxError.self) { try pipe.writing.withNumber { _ in } }
        try copy.writeAll([1])
        #expect(try pipe.reading.read(upTo: 10) == [1])
        copy.close()
        // All writers are gone.
        #expect(try pipe.reading.read(upTo: 10).isEmpty)

        let (reading, other) = try UnixSocket.pair()
        do { _ = consume other }
        #expect(try reading.read(upTo: 1).isEmpty)
    }

    /// A close in the middle of a use must not free the number for another file.
    @Test func closeWaitsForTheUseInProgress() throws {
        let pipe = try Pipe()
        try pipe.reading.withNumber { number in
            pipe.reading.close()
            #expect(fcntl(number, F_GETFD) >= 0)
        }
        // Nobody reads any more.
        #expect(throws: LinuxError.self) { try pipe.writing.writeAll([1]) }
    }

    /// The test process would die of SIGPIPE, unless something else in it ignores that.
    @Test func aReaderThatIsGoneIsAnErrorAndNoSignal() throws {
        let pipe = try Pipe()
        pipe.reading.close()
        let error = #expect(throws: LinuxError.self) { try pipe.writing.writeAll([1]) }
        #expect(error?.errno == EPIPE)
        var pending = sigset_t()
        sigpending(&pending)
        #expect(sigismember(&pending, SIGPIPE) == 0)
    }

    @Test(arguments: [(0, 0, false), (10, 10, false), (11, 10, true), (100, 10, true)])
    func readAllIsBounded(written: Int, count: Int, cut: Bool) throws {
        let pipe = try Pipe()
        try pipe.writing.writeAll(Array(repeating: 7, count: written))
        pipe.writing.close()
        let read = try pipe.reading.readAll(limit: 10)
        #expect(read.bytes.count == count && read.cut == cut)
    }

    @Test func nonBlockingReadsSaySo() throws {
        let pipe = try Pipe()
        try pipe.reading.setNonBlocking()
        let error = #expect(throws: LinuxError.self) { try pipe.reading.read(upTo: 1) }
        #expect(error?.errno == EAGAIN)
        try pipe.writing.writeAll([1, 2, 3])
        #expect(try pipe.reading.bytesWaiting == 3)
    }

    @Test func moreThanAPipeHolds() async throws {
        let pipe = try Pipe()
        let poller = try Poller.shared
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        async let collected = poller.readAll(pipe.reading, limit: 2_000_000, until: .after(patience))
        #expect(try await poller.writeAll(pipe.writing, bytes, until: .after(patience)))
        pipe.writing.close()
        #expect(try await collected.bytes == bytes)
        #expect(try await collected.end == .closed)
    }

    @Test func collectingEndsAtLimitAndDeadline() async throws {
        let pipe = try Pipe()
        let poller = try Poller.shared
        try pipe.writing.writeAll([1, 2, 3])
        let limited = try await poller.readAll(pipe.reading, limit: 2, until: .after(patience))
        #expect(limited.bytes == [1, 2] && limited.end == .limit)
        let late = try await poller.readAll(pipe.reading, limit: 100, until: .after(.milliseconds(20)))
        #expect(late.bytes == [3] && late.end == .deadline)
        #expect(
            try await poller.writeAll(pipe.writing, Array(repeating: 0, count: 1 << 20), until: .after(.zero)) == false)
    }
}
