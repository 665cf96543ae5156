import Glibc
import Linux
import Testing

@Suite(.timeLimit(.minutes(2))) struct ProcessExitTests {
    @Test(arguments: [
        ("exit 0", ProcessStatus.exited(0)), ("exit 255", .exited(255)), ("kill -9 $$", .signalled(9, core: false)),
        ("kill -TERM $$", .signalled(15, core: false)),
    ])
    func statusIsTold(script: String, status: ProcessStatus) async throws {
        #expect(try await shell(script).exit?.status == status)
    }

    @Test func anEndBeforeAnyoneWaitsIsNotLost() async throws {
        let process = try spawn(SpawnRequest("/bin/true"))
        while process.exitSoFar == nil { try await Poller.shared.sleep(until: .after(.milliseconds(5))) }
        let first = try await process.exit()
        #expect(try await process.exit() == first)
        #expect(first.stamp > process.launched && first.stamp <= .now)
        // Reaped, not a zombie: nobody has its number, or somebody else.
        #expect(try ProcessStat.of(process.pid)?.parent != getpid())
    }

    @Test func manyCanWaitAndOneCanGiveUp() async throws {
        let gate = try Pipe()
        var request = SpawnRequest("/bin/cat")
        request.descriptors = [0: gate.reading]
        let process = try spawn(request)
        let impatient = Task { try await process.exit() }
        impatient.cancel()
        await #expect(throws: CancellationError.self) { try await impatient.value }
        #expect(try await process.exit(within: .milliseconds(20)) == nil)
        try await withThrowingTaskGroup(of: ProcessStatus?.self) { group in
            for _ in 0..<20 { group.addTask { try await process.exit(within: patience)?.status } }
            gate.writing.close()
            for try await status in group { #expect(status == .exited(0)) }
        }
    }

    @Test func signalsReachTheProcessAndItsGroup() async throws {
        let alone = try spawn(SpawnRequest("/bin/sleep", ["100"]))
        #expect(try alone.send(SIGTERM))
        #expect(try await alone.exit(within: patience)?.status == .signalled(SIGTERM, core: false))
        #expect(try alone.send(SIGTERM) == false)

        let pipe = try Pipe()
        var request = SpawnRequest("/bin/sh", ["-c", "sleep 100 & sleep 100"], environment: ["PATH=/bin:/usr/bin"])
        request.descriptors = [1: pipe.writing]
        let group = try spawn(request)
        request.descriptors = [:]
        pipe.writing.close()
        #expect(try group.sendToGroup(SIGKILL))
        // The pipe ends when the shell's child has gone as well.
        #expect(try await Poller.shared.readAll(pipe.reading, limit: 10, until: .after(patience)).end == .closed)
        _ = try await group.exit(within: patience)
        // Until pid 1 has reaped the orphan (1.5 s were seen) its zombie counts as a member.
        let deadline = Stamp.after(patience)
        while try group.sendToGroup(SIGKILL), Stamp.now < deadline {
            try await Poller.shared.sleep(until: .after(.milliseconds(20)))
        }
        #expect(try group.sendToGroup(SIGKILL) == false)
    }

    @Test func whatWasUsedIsTold() async throws {
        let ran = try await shell("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done")
        let exit = try #require(ran.exit)
        #expect(exit.userMicroseconds + exit.systemMicroseconds > 0 && exit.peakMemoryKiB > 100)
    }

    @Test func manyAtOnceFromManyTasks() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for code in Int32(0)..<100 {
                group.addTask { try await shell("exit \(code)").exit?.status == .exited(code) }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
