import Linux
import Testing

@testable import Trials

@Suite("Reading lines") struct LineReaderTests {
    /// What comes of bytes that are written in pieces.
    private func lines(_ pieces: [[UInt8]]) async throws -> [[UInt8]] {
        let pipe = try Pipe()
        try pipe.reading.setNonBlocking()
        let reader = LineReader(pipe.reading, poller: try Poller.shared)
        async let writing: Void = {
            for piece in pieces {
                _ = try await Poller.shared.writeAll(pipe.writing, piece)
                try await Task.sleep(for: .milliseconds(1))
            }
            pipe.writing.close()
        }()
        var lines: [[UInt8]] = []
        while let line = try await reader.next() { lines.append(line) }
        try await writing
        return lines
    }

    @Test("lines come whole, however they are cut; a torn last one is dropped")
    func pieces() async throws {
        let text = Array("one\n\nthree is longer\nfour".utf8)
        let expected = ["one", "", "three is longer"].map { Array($0.utf8) }
        #expect(try await lines([text]) == expected)
        #expect(try await lines(text.map { [$0] }) == expected)
        #expect(try await lines([Array(text[..<9]), Array(text[9...])]) == expected)
        #expect(try await lines([]) == [])
    }

    @Test("a large line comes whole, an endless one is an error")
    func large() async throws {
        let large = [UInt8](repeating: 65, count: 3 << 20)
        #expect(try await lines([large + [10], [66, 10]]) == [large, [66]])
        let pipe = try Pipe()
        try pipe.reading.setNonBlocking()
        let reader = LineReader(pipe.reading, poller: try Poller.shared)
        let writing = Task {
            _ = try? await Poller.shared.writeAll(
                pipe.writing, [UInt8](repeating: 65, count: LineReader.limit + 200_000), until: .after(.seconds(60)))
        }
        await #expect(throws: LinuxError.self) { while try await reader.next() != nil {} }
        writing.cancel()
        await writing.value
        pipe.reading.close()
    }

    @Test("a deadline ends the wait for a line, and loses nothing")
    func deadline() async throws {
        let pipe = try Pipe()
        try pipe.reading.setNonBlocking()
        let reader = LineReader(pipe.reading, poller: try Poller.shared)
        try pipe.writing.writeAll(Array("ha".utf8))
        #expect(try await reader.next(until: .after(.milliseconds(30))) == nil)
        try pipe.writing.writeAll(Array("lf\n".utf8))
        #expect(try await reader.next(until: .after(.seconds(30))) == Array("half".utf8))
    }
}
