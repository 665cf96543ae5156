import Linux
import Testing

@testable import Trials

@Suite("Writing lines", .timeLimit(.minutes(1))) struct LineWriterTests {
    private static let line = [UInt8](repeating: 65, count: 999) + [10]

    private func count(_ reading: Descriptor, until limit: Int) async throws -> Int {
        try await Poller.shared.readAll(reading, limit: limit, until: .after(.seconds(30))).bytes.count
    }

    @Test("who has lines to say never waits for who reads them: a pipe takes 64 KiB")
    func unread() async throws {
        let pipe = try Pipe()
        let writer = LineWriter(pipe.writing)
        for _ in 0..<2000 { writer.write(Self.line) }
        async let flushed: Void = writer.flush()
        #expect(try await count(pipe.reading, until: 2_000_000) == 2_000_000)
        try await flushed
        #expect(writer.takeLost() == 0)
    }

    @Test("lines come in the order in which they were said, from however many threads")
    func order() async throws {
        let pipe = try Pipe()
        let writer = LineWriter(pipe.writing)
        let reader = LineReader(pipe.reading, poller: try Poller.shared)
        try pipe.reading.setNonBlocking()
        async let said: Void = withTaskGroup { group in
            for thread in UInt8(0)..<4 {
                group.addTask {
                    for number in 0..<5000 { writer.write(Array("\(thread) \(number)\n".utf8)) }
                }
            }
        }
        await said
        async let flushed: Void = writer.flush()
        var next = [Int](repeating: 0, count: 4)
        for _ in 0..<20_000 {
            let words = String(decoding: try #require(try await reader.next()), as: UTF8.self).split(separator: " ")
            let thread = try #require(Int(words[0]))
            #expect(Int(words[1]) == next[thread])
            next[thread] += 1
        }
        try await flushed
    }

    @Test("more than may wait is lost, and that is told once; what was taken comes whole")
    func lost() async throws {
        let pipe = try Pipe()
        let writer = LineWriter(pipe.writing, limit: 200_000)
        for _ in 0..<300 { writer.write(Self.line) }
        let lost = writer.takeLost()
        // What the pipe has taken meanwhile waits no more.
        #expect(lost > 0 && lost <= 100_000)
        #expect(writer.takeLost() == 0)
        async let flushed: Void = writer.flush()
        #expect(try await count(pipe.reading, until: 300_000 - lost) == 300_000 - lost)
        try await flushed
        writer.write(Self.line)
        try await writer.flush()
        #expect(writer.takeLost() == 0)
    }

    @Test("what must be said is said also where nothing more may wait")
    func said() async throws {
        let pipe = try Pipe()
        let writer = LineWriter(pipe.writing, limit: 200_000)
        for _ in 0..<300 { writer.write(Self.line) }
        let lost = writer.takeLost()
        async let said: Void = writer.say(Array("ended\n".utf8))
        let whole = 300_000 - lost + 6
        let bytes = try await Poller.shared.readAll(pipe.reading, limit: whole, until: .after(.seconds(30))).bytes
        #expect(lost > 0 && bytes.count == whole && bytes.suffix(6) == Array("ended\n".utf8)[...])
        try await said
    }

    @Test("where nobody reads any more a flush says so")
    func gone() async throws {
        let pipe = try Pipe()
        let writer = LineWriter(pipe.writing)
        pipe.reading.close()
        writer.write(Self.line)
        await #expect(throws: LinuxError.self) { try await writer.flush() }
        writer.write(Self.line)
        await #expect(throws: LinuxError.self) { try await writer.flush() }
    }
}
