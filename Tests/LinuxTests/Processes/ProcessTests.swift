import Glibc
import Linux
import Testing

@Suite struct ProcessTests {
    private static func stat(_ name: String) -> [UInt8] {
        Array("42 (\(name)) S 7 8 9 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 3 0 123456 1000 100 18446744073709551615\n".utf8)
    }

    @Test(arguments: ["sh", "a b", "a) R 1 1 1 (b", ")", "(", ") Z 1", "", "\n", "((((((((((((((("])
    func namesCannotForgeFields(name: String) throws {
        let stat = try #require(ProcessStat(Self.stat(name)))
        #expect(stat.name == name && stat.pid == 42 && stat.state == "S" && stat.parent == 7 && stat.group == 8)
        #expect(stat.session == 9 && stat.threads == 3 && stat.startTicks == 123_456)
    }

    @Test(arguments: ["", "42", "42 (sh", "42 (sh) S 7 8", "x (sh) S 1 1 1", "42 sh) S 7", ")("])
    func refusesWhatIsNone(text: String) {
        #expect(ProcessStat(Array(text.utf8)) == nil)
    }

    @Test func everyPrefixIsReadOrRefused() {
        let whole = Self.stat("a) (b")
        for count in whole.indices { _ = ProcessStat(Array(whole[..<count])) }
    }

    @Test func identitiesTellProcessesApart() async throws {
        let process = try spawn(SpawnRequest("/bin/sleep", ["100"]))
        let identity = try #require(try ProcessIdentity.of(process.pid))
        let stranger = ProcessIdentity(pid: process.pid, startTicks: identity.startTicks + 1)
        #expect(try stranger.send(SIGKILL) == false)
        #expect(try await process.exit(within: .milliseconds(30)) == nil)
        let pidfd = try #require(try identity.open())
        #expect(try identity.send(SIGKILL))
        #expect(try await Poller.shared.readable(pidfd, until: .after(patience)))
        _ = try await process.exit(within: patience)
        #expect(try identity.send(SIGKILL) == false)
        #expect(try identity.open() == nil)
    }

    @Test func tableHasChildrenAndSessions() async throws {
        let gate = try Pipe()
        var request = SpawnRequest("/bin/sh", ["-c", "cat & wait"], environment: ["PATH=/bin:/usr/bin"])
        request.descriptors = [3: gate.reading]
        request.arguments = ["sh", "-c", "cat <&3 & wait"]
        request.group = .session
        let process = try spawn(request)
        var inSession: [ProcessStat] = []
        let deadline = Stamp.after(patience)
        while inSession.count < 2, Stamp.now < deadline { inSession = try ProcessTable.read().session(process.pid) }
        let table = try ProcessTable.read()
        #expect(table.children(of: getpid()).contains { $0.pid == process.pid })
        #expect(table.children(of: process.pid).count == 1)
        let descendants = table.descendants(of: getpid()).map(\.pid)
        #expect(Set(inSession.map(\.pid)).isSubset(of: descendants))
        #expect(table.descendants(of: process.pid).map(\.parent) == [process.pid])
        gate.writing.close()
        #expect(try await process.exit(within: patience)?.status == .exited(0))
    }

    @Test func circlesInATornTableEnd() throws {
        let (one, two) = ("1 (a) S 2", "2 (b) S 1")
        let rest = " 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0 0"
        let table = ProcessTable(try [one, two].map { try #require(ProcessStat(Array(($0 + rest).utf8))) })
        #expect(table.descendants(of: 1).map(\.pid) == [2])
    }

    @Test func limitsAndNamesOfThisProcess() async throws {
        let ran = try await fixture("limits")
        let files = ran.lines.first { $0.hasPrefix("Max open files") }?.split(separator: " ").dropFirst(3).prefix(2)
        // A raise of the soft limit up to the hard one would be allowed by the kernel; hard stays at what was lowered.
        #expect(files == ["128", "128"])
        #expect(ran.lines.last == "a-fixture")
    }

    @Test func sessionsCanBeLeft() async throws {
        #expect(try await fixture("session") { $0.group = .shared }.output == "true true\n")
    }
}
