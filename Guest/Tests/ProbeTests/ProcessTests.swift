import Glibc
import Testing

@Suite("Processes, threads and what they leave", .timeLimit(.minutes(1)))
struct ProcessTests {
    @Test("zombies stay")
    func zombies() throws {
        let program = try Program(["zombies", "3"])
        #expect(program.line() == "ready")
        let pids = program.line().split(separator: " ").dropFirst().compactMap { pid_t($0) }
        #expect(pids.count == 3)
        for pid in pids { #expect(state(of: pid) == "Z") }
        program.signal(SIGTERM)
        #expect(program.finish().code == 143)
    }

    @Test("a tree has as many processes as was asked for", arguments: [(0, 5, 0), (1, 4, 4), (3, 2, 14), (4, 1, 4)])
    func tree(depth: Int, width: Int, count: Int) throws {
        let program = try Program(["tree", "\(depth)", "\(width)"])
        #expect(program.line() == "ready")
        #expect(program.line() == "processes \(count)")
        // All of them are in the group that the test began.
        #expect(kill(-program.pid, 0) == 0)
        #expect(children(of: program.pid).count == (depth > 0 ? width : 0))
        kill(-program.pid, SIGKILL)
        #expect(program.finish().signal == SIGKILL)
    }

    @Test("a bad init ignores what it can and its daemons do too", .enabled(if: getuid() == 0))
    func badInit() throws {
        let program = try Program(["bad-init", "2"], through: ["unshare", "--pid", "--fork", "--kill-child"])
        #expect(program.line() == "ready")
        #expect(program.line().split(separator: " ").count == 3)
        let first = try #require(children(of: program.pid).first)
        for number in [SIGTERM, SIGINT, SIGHUP, SIGUSR1] { kill(first, number) }
        let daemons = children(of: first)
        // Two daemons that were handed to it, and two parents of theirs that it did not reap.
        #expect(daemons.filter { state(of: $0) == "Z" }.count == 2)
        let living = daemons.filter { state(of: $0) != "Z" }
        #expect(living.count == 2)
        for pid in living { #expect(getsid(pid) != getsid(first)) }
        kill(first, SIGKILL)
        // unshare would die of the same, but can't: its own failure is enough.
        #expect(program.finish().status != 0)
    }

    @Test("threads are there when it says ready")
    func threads() throws {
        let program = try Program(["threads", "5"])
        #expect(program.line() == "ready")
        let status = try #require(readText("/proc/\(program.pid)/status"))
        #expect(status.contains("\nThreads:\t6\n"))
        program.signal(SIGTERM)
        #expect(program.finish().code == 143)
    }

    @Test("limits are found", arguments: [("descriptors", "-n 20", "EMFILE"), ("memory", "-v 65536", "ENOMEM")])
    func limits(kind: String, limit: String, error: String) throws {
        let ending = try run(["exhaust", kind, "1000"], through: ["sh", "-c", "ulimit \(limit); exec \"$0\" \"$@\""])
        let words = ending.text.split(whereSeparator: \.isWhitespace)
        #expect(words.first == "made" && words.last == error[...], "\(ending.text)")
        let made = try #require(words.dropFirst().first.flatMap { Int($0) })
        #expect(made > 0 && made < 1000)
    }

    @Test("streams are closed after it said ready")
    func closes() throws {
        let program = try Program(["close", "stdin", "stdout"])
        #expect(program.line() == "ready")
        // Its end of the pipe is gone while it lives.
        #expect(program.line() == "")
        #expect(state(of: program.pid) != "Z")
        program.signal(SIGTERM)
        #expect(program.finish().code == 143)
    }

    @Test("it signals others")
    func kills() throws {
        let program = try Program(["sleep"])
        #expect(program.line() == "ready")
        #expect(try run(["kill", "\(program.pid)", "0"]).text == "ok\n")
        #expect(try run(["kill", "\(program.pid)", "USR2"]).text == "ok\n")
        #expect(program.finish().code == 140)
    }

    private func state(of pid: pid_t) -> String? {
        let line = readText("/proc/\(pid)/status")?.split(separator: "\n").first { $0.hasPrefix("State:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.map(String.init)
    }

    private func children(of pid: pid_t) -> [pid_t] {
        (readText("/proc/\(pid)/task/\(pid)/children") ?? "").split(separator: " ").compactMap { pid_t($0) }
    }
}
