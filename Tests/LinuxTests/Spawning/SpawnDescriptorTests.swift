import Glibc
import Linux
import Testing

@Suite struct SpawnDescriptorTests {
    /// `ls` itself has the folder open, as the first free number.
    @Test func childHasNoDescriptorButThoseNamed() async throws {
        // Left open across exec on purpose, as a library might.
        let leaked = fcntl(0, F_DUPFD, 200)
        defer { close(leaked) }
        let ran = try await run("/bin/ls", ["/proc/self/fd"])
        #expect(ran.lines == ["0", "1", "2", "3"])
    }

    @Test func gapsBetweenNamedOnesAreClosed() async throws {
        let pipe = try Pipe()
        let leaked = fcntl(0, F_DUPFD, 200)
        defer { close(leaked) }
        let ran = try await run("/bin/ls", ["/proc/self/fd"]) { $0.descriptors[900] = pipe.writing }
        #expect(leaked < 900)
        #expect(Set(ran.lines) == ["0", "1", "2", "3", "900"])
    }

    @Test func unnamedStandardStreamsAreNull() async throws {
        let ran = try await run("/bin/readlink", ["/proc/self/fd/0"])
        #expect(ran.output == "/dev/null\n")
    }

    /// Each end gets the other's number in the child: a naive sequence of dup2 loses one.
    /// In a process with few open descriptors, so that a careless copy lands on the number asked for.
    @Test func anyNumbersCanBeAskedFor() async throws {
        #expect(try await fixture("numbers").lines == ["right 60"])
    }

    @Test func numbersCanBeSwapped() async throws {
        let (one, two) = (try Pipe(), try Pipe())
        try one.writing.writeAll(Array("one ".utf8))
        try two.writing.writeAll(Array("two".utf8))
        one.writing.close()
        two.writing.close()
        let (first, second) = try (one.reading.withNumber { $0 }, two.reading.withNumber { $0 })
        // Through /proc: the shell takes numbers of one digit only.
        let ran = try await shell("cat /proc/self/fd/\(second) /proc/self/fd/\(first)") { request in
            request.descriptors[second] = one.reading
            request.descriptors[first] = two.reading
        }
        #expect(ran.output == "one two")
    }

    @Test(arguments: [Int32(-1), 1024, .max])
    func refusesNumbersOutOfRange(number: Int32) throws {
        var request = SpawnRequest("/bin/true")
        request.descriptors[number] = try Pipe().writing
        #expect(throws: LinuxError.self) { _ = try spawn(request) }
    }

    @Test func refusesClosedDescriptors() throws {
        let pipe = try Pipe()
        pipe.writing.close()
        var request = SpawnRequest("/bin/true")
        request.descriptors[1] = pipe.writing
        let error = #expect(throws: LinuxError.self) { _ = try spawn(request) }
        #expect(error?.errno == EBADF)
    }

    @Test func everyDescriptorMadeHereClosesOnExec() async throws {
        try await withTemporaryFolder { folder in
            let pipe = try Pipe()
            let (one, two) = try UnixSocket.pair()
            let listener = try UnixSocket.listen(.path("\(folder)/s"))
            let client = try UnixSocket.connect(.path("\(folder)/s"))
            let accepted = try #require(try UnixSocket.accept(listener))
            try Fifo.make("\(folder)/f")
            let fifo = try Fifo.open("\(folder)/f", .both)
            let terminal = try Terminal()
            let process = try spawn(SpawnRequest("/bin/true"))
            let made = [
                pipe.reading, pipe.writing, one, two, listener, client, accepted, fifo, terminal.outer, terminal.inner,
                process.pidfd, try fifo.duplicate(), try Namespace(.mount, of: 0).descriptor,
                try Directory("/").descriptor,
            ]
            for (index, descriptor) in made.enumerated() { #expect(try descriptor.closesOnExec, "number \(index)") }
            _ = try await process.exit(within: patience)
        }
    }
}
