import Glibc
import Linux

extension Fixture {
    /// A shell ends with 3 and leaves a child behind that ends with 7: tells of both, as they were seen.
    static func orphans() async throws {
        let seen = AsyncStream<ProcessExit>.makeStream()
        try Reaper.install { seen.continuation.yield($0) }
        let own = try spawn(SpawnRequest("/bin/sh", ["-c", "(sleep 0.2; exit 7) & exit 3"]))
        let exit = try await own.exit(within: .seconds(10))
        say("own \(exit.map { "\($0.status)" } ?? "none") \(exit?.pid == own.pid)")
        for await orphan in seen.stream {
            say("orphan \(orphan.status) \(orphan.pid != own.pid) \(orphan.stamp > own.launched)")
            break
        }
        // Then there is no child at all, and the reaper sleeps: it must wake for the next.
        let next = try spawn(SpawnRequest("/bin/sh", ["-c", "kill -9 $$"]))
        say("next \(try await next.exit(within: .seconds(10)).map { "\($0.status)" } ?? "none")")
        // Two reapers would steal from one another.
        do { try Reaper.install { _ in } } catch { say("second \(error)") }
    }

    /// Many children that end at once, each with an orphan, from many tasks: counts what was told rightly.
    static func storm() async throws {
        let seen = AsyncStream<ProcessExit>.makeStream()
        try Reaper.install { seen.continuation.yield($0) }
        let right = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let code = Int32(index % 100)
                    if index % 10 == 9 {
                        // A failed start in between must neither be told as an orphan nor hide another's end.
                        return (try? spawn(SpawnRequest("/nonexistent"))) == nil ? 1 : 0
                    }
                    let process = try spawn(SpawnRequest("/bin/sh", ["-c", "sh -c 'exit 101' & exit \(code)"]))
                    let exit = try await process.exit(within: .seconds(20))
                    return exit?.status == .exited(code) && exit?.pid == process.pid ? 1 : 0
                }
            }
            return try await group.reduce(0, +)
        }
        say("own \(right)")
        // Each shell that was started left one child behind.
        var orphans = 0
        for await orphan in seen.stream {
            if orphan.status != .exited(101) { say("stranger \(orphan)") }
            orphans += 1
            if orphans == 180 { break }
        }
        say("orphans \(orphans)")
        say("left \(try ProcessTable.read().children(of: getpid()).count)")
    }

    /// Fails to start programs while the reaper waits: it may reap such a child first, and must not tell of it.
    static func failuresUnderAReaper() async throws {
        let strangers = AsyncStream<ProcessExit>.makeStream()
        try Reaper.install { strangers.continuation.yield($0) }
        let gate = try Pipe()
        var request = SpawnRequest("/bin/cat")
        request.descriptors = [0: gate.reading]
        // While there is a child the reaper is in its wait, not asleep.
        let child = try spawn(request)
        for _ in 0..<300 { _ = try? spawn(SpawnRequest("/nonexistent")) }
        gate.writing.close()
        _ = try await child.exit(within: .seconds(10))
        strangers.continuation.finish()
        say("strangers \(await strangers.stream.reduce(0) { count, _ in count + 1 })")
    }

    /// Adopts an orphan by its identity, and learns how it ended.
    static func adopt() async throws {
        let seen = AsyncStream<ProcessExit>.makeStream()
        let reaper = try Reaper.install { seen.continuation.yield($0) }
        let pipe = try Pipe()
        var request = SpawnRequest("/bin/sh", ["-c", "(sleep 0.3; exit 9) >/dev/null & echo $!"])
        request.descriptors = [1: pipe.writing]
        let shell = try spawn(request)
        pipe.writing.close()
        let text = String(decoding: try pipe.reading.readAll(limit: 100).bytes, as: UTF8.self)
        _ = try await shell.exit(within: .seconds(10))
        guard let pid = Int32(text.dropLast()), let identity = try ProcessIdentity.of(pid) else { return say("no pid") }
        let adopted = try reaper.adopt(identity)
        say("adopted \(adopted?.pid == pid)")
        say("ended \(try await adopted?.exit(within: .seconds(10)).map { "\($0.status)" } ?? "none")")
        say("again \(try reaper.adopt(identity) == nil)")
        seen.continuation.finish()
        for await orphan in seen.stream { say("stranger \(orphan)") }
    }

    /// Fails to start programs, in every step, and counts what is left of the children.
    static func failures() async throws {
        for index in 0..<60 {
            var request = SpawnRequest(index % 2 == 0 ? "/nonexistent" : "/bin/true")
            if index % 2 == 1 { request.directory = "/nonexistent" }
            do {
                _ = try spawn(request)
                say("started")
            } catch {}
        }
        say("left \(try ProcessTable.read().children(of: getpid()).count)")
        say("descriptors \(try Directory("/proc/self/fd").names().count < 40)")
    }
}
