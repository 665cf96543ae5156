import Glibc
import Linux
import Testing

@Suite struct UnixSocketTests {
    @Test func connectsByPath() async throws {
        try await withTemporaryFolder { folder in
            let poller = try Poller.shared
            let address = UnixAddress.path("\(folder)/s")
            let listener = try UnixSocket.listen(address)
            #expect(try UnixSocket.accept(listener) == nil)
            async let accepted = poller.accept(listener, until: .after(patience))
            let client = try UnixSocket.connect(address)
            let server = try #require(try await accepted)
            #expect(try UnixSocket.peer(of: server).pid == getpid())
            #expect(try await poller.writeAll(client, Array("hello".utf8)))
            try UnixSocket.shutDown(client, .writing)
            let heard = try await poller.readAll(server, limit: 100, until: .after(patience))
            #expect(heard.bytes == Array("hello".utf8) && heard.end == .closed)
            #expect(try await poller.accept(listener, until: .after(.milliseconds(10))) == nil)
        }
    }

    @Test func connectsByAbstractName() throws {
        let address = UnixAddress.abstract("kumite-test-\(getpid())-\(UInt64.random(in: 0 ... .max))")
        let listener = try UnixSocket.listen(address)
        let client = try UnixSocket.connect(address)
        #expect(try UnixSocket.accept(listener) != nil)
        #expect(try UnixSocket.peer(of: client).pid == getpid())
    }

    @Test("a name that appears takes the place and the rights of what was there, and lets whoever finds it in")
    func appears() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/s"
            // Whoever waits for the name finds one that listens, however often it comes.
            let waiting = Task.detached {
                var refused = 0
                while !Task.isCancelled {
                    do { try UnixSocket.connect(.path(path)).close() } catch let error as LinuxError {
                        if error.errno == ECONNREFUSED { refused += 1 }
                    }
                }
                return refused
            }
            // Each is kept: one that is closed refuses whoever has found it a moment before.
            var listeners: [Descriptor] = []
            for _ in 0..<200 {
                listeners.append(try UnixSocket.appear(at: path))
                await Task.yield()
                unlink(path)
            }
            waiting.cancel()
            #expect(try await waiting.value == 0)
            for listener in listeners { listener.close() }
            let first = try UnixSocket.listen(.path(path))
            first.close()
            chmod(path, 0o600)
            let second = try UnixSocket.appear(at: path)
            var seen = stat()
            #expect(stat(path, &seen) == 0 && seen.st_mode & 0o7777 == 0o600)
            try UnixSocket.connect(.path(path)).close()
            #expect(try Directory(folder).names().count == 1)
            second.close()
        }
    }

    @Test(arguments: [(107, true), (108, false), (500, false)])
    func pathsAreNeverCut(count: Int, isTaken: Bool) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/" + String(repeating: "s", count: count - folder.utf8.count - 1)
            if isTaken {
                let listener = try UnixSocket.listen(.path(path))
                _ = try UnixSocket.connect(.path(path))
                #expect(try UnixSocket.accept(listener) != nil)
            } else {
                let error = #expect(throws: LinuxError.self) { _ = try UnixSocket.listen(.path(path)) }
                #expect("\(error.map { "\($0)" } ?? "")".contains("has \(count) bytes, and the kernel takes 107"))
            }
        }
    }

    @Test(arguments: [UnixAddress.path(""), .path("/tmp/a\0b"), .abstract(String(repeating: "x", count: 107))])
    func badNamesAreRefused(address: UnixAddress) {
        #expect(throws: LinuxError.self) { _ = try UnixSocket.connect(address) }
    }

    @Test func aFullBacklogDoesNotBlock() async throws {
        try await withTemporaryFolder { folder in
            let listener = try UnixSocket.listen(.path("\(folder)/s"), backlog: 1)
            var connections: [Descriptor] = []
            let error = #expect(throws: LinuxError.self) {
                for _ in 0..<100 { connections.append(try UnixSocket.connect(.path("\(folder)/s"))) }
            }
            #expect(error?.errno == EAGAIN)
            listener.close()
        }
    }

    @Test func nobodyListening() async throws {
        try await withTemporaryFolder { folder in
            let missing = #expect(throws: LinuxError.self) { _ = try UnixSocket.connect(.path("\(folder)/s")) }
            #expect(missing?.errno == ENOENT)
            try UnixSocket.listen(.path("\(folder)/s")).close()
            let refused = #expect(throws: LinuxError.self) { _ = try UnixSocket.connect(.path("\(folder)/s")) }
            #expect(refused?.errno == ECONNREFUSED)
        }
    }

    @Test func shuttingDownWakesABlockedReader() async throws {
        let (one, other) = try UnixSocket.pair()
        let executor = try ThreadExecutor(name: "reader")
        let reader = BlockingReader(executor: executor, descriptor: one)
        async let read = reader.read()
        try await Poller.shared.sleep(until: .after(.milliseconds(20)))
        try UnixSocket.shutDown(one, .both)
        #expect(try await read.isEmpty)
        _ = other
    }
}

private actor BlockingReader {
    private let executor: ThreadExecutor
    private let descriptor: Descriptor

    init(executor: ThreadExecutor, descriptor: Descriptor) {
        self.executor = executor
        self.descriptor = descriptor
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func read() throws -> [UInt8] { try descriptor.read(upTo: 1) }
}
