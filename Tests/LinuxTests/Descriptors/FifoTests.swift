import Glibc
import Linux
import Testing

@Suite struct FifoTests {
    @Test func opensWithoutAnyoneAtTheOtherEnd() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/f"
            try Fifo.make(path)
            let error = #expect(throws: LinuxError.self) { _ = try Fifo.open(path, .writing) }
            #expect(error?.errno == ENXIO)
            let both = try Fifo.open(path, .both)
            let writing = try Fifo.open(path, .writing)
            try writing.writeAll([1, 2])
            writing.close()
            // Held open at both ends, it never ends.
            let collected = try await Poller.shared.readAll(both, limit: 10, until: .after(.milliseconds(20)))
            #expect(collected.bytes == [1, 2] && collected.end == .deadline)
        }
    }

    @Test func aReaderEndsWithTheLastWriter() async throws {
        try await withTemporaryFolder { folder in
            try Fifo.make("\(folder)/f")
            let reading = try Fifo.open("\(folder)/f", .reading)
            let writing = try Fifo.open("\(folder)/f", .writing)
            try writing.writeAll([1])
            writing.close()
            let collected = try await Poller.shared.readAll(reading, limit: 10, until: .after(patience))
            #expect(collected.bytes == [1] && collected.end == .closed)
        }
    }

    @Test func whatWasWrittenReachesAReaderThatComesAfterTheClosing() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/f"
            try Fifo.make(path)
            let both = try Fifo.open(path, .both)
            try both.writeAll([1, 2])
            let poller = try Poller.shared
            async let closed: Void = Fifo.close(both, at: path, readBy: .after(patience), poller)
            while !both.isClosed { try await Task.sleep(for: .milliseconds(1)) }
            let reading = try Fifo.open(path, .reading)
            let collected = try await Poller.shared.readAll(reading, limit: 10, until: .after(patience))
            #expect(collected.bytes == [1, 2] && collected.end == .closed)
            await closed
        }
    }

    @Test func closingWaitsNoLongerThanItIsTold() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/f"
            try Fifo.make(path)
            let both = try Fifo.open(path, .both)
            await Fifo.close(both, at: path, readBy: .after(.milliseconds(20)), try Poller.shared)
            #expect(both.isClosed)
            let error = #expect(throws: LinuxError.self) { _ = try Fifo.open(path, .writing) }
            #expect(error?.errno == ENXIO)
        }
    }

    @Test func linksAreNotFollowed() async throws {
        try await withTemporaryFolder { folder in
            try Fifo.make("\(folder)/f")
            #expect(symlink("\(folder)/f", "\(folder)/link") == 0)
            #expect(throws: LinuxError.self) { _ = try Fifo.open("\(folder)/link", .both) }
            let again = #expect(throws: LinuxError.self) { try Fifo.make("\(folder)/f") }
            #expect(again?.errno == EEXIST)
        }
    }
}
