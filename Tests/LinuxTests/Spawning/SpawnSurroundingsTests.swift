import Glibc
import Linux
import Testing

@Suite struct SpawnSurroundingsTests {
    @Test func environmentIsExactlyWhatWasGiven() async throws {
        let given = ["B=2", "A=1", "EMPTY=", "SPACE=a b", "ÜBER=ja"]
        let ran = try await run("/usr/bin/env") { $0.environment = given }
        #expect(ran.lines == given)
    }

    @Test func argumentsArriveAsTheyAre() async throws {
        let given = ["", "a b", "-n", "*", "é\n"]
        let ran = try await shell("printf '[%s]' \"$@\"") { $0.arguments += ["zero"] + given }
        #expect(ran.output == given.map { "[\($0)]" }.joined())
    }

    @Test(arguments: [(UInt32(0o022), "0022"), (0o077, "0077"), (0, "0000")])
    func creationMaskIsFixed(mask: UInt32, shown: String) async throws {
        let ran = try await shell("umask") { $0.creationMask = mask }
        #expect(ran.output == "\(shown)\n")
    }

    @Test func workingDirectoryIsTheRequestsOrOurs() async throws {
        try await withTemporaryFolder { folder in
            let given = try await run("/bin/pwd") { $0.directory = folder }
            #expect(given.output == "\(folder)\n")
        }
        let own = try Files.readLink("/proc/self/cwd")
        #expect(try await run("/bin/pwd").output == "\(own)\n")
    }

    @Test func groupAndSession() async throws {
        func stat(_ group: SpawnRequest.Group) async throws -> ProcessStat? {
            ProcessStat(Array(try await run("/bin/cat", ["/proc/self/stat"]) { $0.group = group }.output.utf8))
        }
        let own = try #require(try await stat(.own))
        #expect(own.group == own.pid && own.session == getsid(0))
        let session = try #require(try await stat(.session))
        #expect(session.group == session.pid && session.session == session.pid)
        let shared = try #require(try await stat(.shared))
        #expect(shared.group == getpgrp() && shared.session == getsid(0))
    }

    @Test func limitsAreLoweredAndNeverRaised() async throws {
        let ran = try await shell("ulimit -c; ulimit -Hn; ulimit -Sn") {
            $0.limits.append(Limit(.openFiles, soft: 50, hard: 100))
        }
        #expect(ran.lines == ["0", "100", "50"])
        var before = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before) == 0)
        let raised = try await shell("ulimit -Hn") { $0.limits.append(Limit(.openFiles, .max)) }
        #expect(raised.output == "\(before.rlim_max)\n")
    }

    @Test func controllingTerminal() async throws {
        let terminal = try Terminal()
        try terminal.resize(columns: 91, rows: 17)
        var request = SpawnRequest(
            "/bin/sh", ["-c", "stty size </dev/tty >/dev/tty"], environment: ["PATH=/usr/bin:/bin"])
        request.group = .session
        request.descriptors = [0: terminal.inner, 1: terminal.inner, 2: terminal.inner]
        request.terminal = 0
        let process = try spawn(request)
        request.descriptors = [:]
        terminal.inner.close()
        let shown = try await Poller.shared.readAll(terminal.outer, limit: 1000, until: .after(patience))
        #expect(String(decoding: shown.bytes, as: UTF8.self) == "17 91\r\n")
        #expect(try await process.exit(within: patience)?.status == .exited(0))
    }

    @Test func subreaperInheritsOrphans() async throws {
        let script = "sh -c 'sh -c \"sleep 0.3; exec cat /proc/self/stat\" & :'; sleep 0.8"
        let with = try await shell(script) { $0.subreaper = true }
        #expect(ProcessStat(Array(with.output.utf8))?.parent == with.process.pid)
        let without = try await shell(script)
        #expect(ProcessStat(Array(without.output.utf8))?.parent != without.process.pid)
    }

    @Test func stampsEncloseTheExec() throws {
        let before = Stamp.now
        let process = try spawn(SpawnRequest("/bin/true"))
        #expect(before <= process.launched && process.launched < process.executed && process.executed <= .now)
    }
}
