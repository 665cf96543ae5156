import Glibc
import Linux
import Testing

/// In processes of their own: dispositions and masks belong to the whole process.
@Suite struct SignalTests {
    @Test func signalsComeAsValues() async throws {
        let pipe = try Pipe()
        var request = SpawnRequest(try builtProgram("LinuxFixture"), ["signals"], environment: inheritedEnvironment())
        request.descriptors = [1: pipe.writing]
        let process = try spawn(request)
        request.descriptors = [:]
        pipe.writing.close()
        var text = ""
        for (sent, expected) in [
            (0, "could not catch signals: Operation already in progress (EALREADY); use what was made before\nready\n"),
            (SIGTERM, "signal 15 from \(getpid())\n"), (SIGINT, "signal 2 from \(getpid())\n"),
            (SIGINT, "signal 2 from \(getpid())\n"),
        ] {
            if sent != 0 { try process.send(sent) }
            text = ""
            // A line may come in a read of its own.
            while text.utf8.count < expected.utf8.count {
                try #require(try await Poller.shared.readable(pipe.reading, until: .after(patience)))
                let more = try pipe.reading.read(upTo: 1000)
                try #require(!more.isEmpty)
                text += String(decoding: more, as: UTF8.self)
            }
            #expect(text == expected)
        }
        #expect(try await process.exit(within: patience)?.status == .exited(0))
    }

    @Test func preparingMakesIndependentOfTheParent() async throws {
        let ran = try await fixture("prepare")
        // SIGPIPE alone; the fixture had SIGCHLD ignored before.
        #expect(field("SigIgn", in: ran.output) == "0000000000001000")
    }

    @Test func setsHaveTheBitsOfProc() {
        let set: SignalSet = [SIGINT, SIGTERM, 64, 0, 65, -1]
        #expect(set.bits == 0x8000_0000_0000_4002)
        #expect(set.contains(SIGINT) && !set.contains(SIGHUP) && !set.contains(0) && !set.contains(65))
    }
}
