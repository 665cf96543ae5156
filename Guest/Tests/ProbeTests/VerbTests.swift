import Glibc
import Testing

@Suite("The verbs, as they exit and what they print", .timeLimit(.minutes(1)))
struct VerbTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var words: [String]
        var input = ""
        var code: Int32 = 0
        var output = ""
        var error = ""
        var testDescription: String { words.joined(separator: " ") }
    }

    static let cases = [
        Case(words: ["exit", "0"]),
        Case(words: ["exit", "3"], code: 3),
        Case(words: ["exit", "255"], code: 255),
        Case(words: ["say", "a", "b"], output: "a b\n"),
        Case(words: ["say"], output: "\n"),
        Case(words: ["say", "a", "--stderr", "wrong"], output: "a\n", error: "wrong\n"),
        Case(words: ["say", "--stderr", "wrong"], error: "wrong\n"),
        Case(words: ["lines", "a", "b"], output: "a\nb\n"),
        Case(words: ["cat"], input: "hello\n", output: "hello\n"),
        Case(words: ["cat"]),
        Case(words: ["count"], input: "123456789", output: "9 cbf43926\n"),
        Case(words: ["count"], output: "0 00000000\n"),
        Case(words: ["print", "0"]),
        Case(
            words: ["print", "70"],
            output: "0000000000000000 rstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk\n000000"),
        Case(words: ["print", "3", "--to", "stderr"], error: "000"),
        Case(words: ["print", "3", "--to", "stdout"], output: "000"),
        Case(words: ["sleep", "0.01"], output: "ready\n"),
        Case(words: ["burn", "0.01"], output: "ready\n"),
        Case(words: ["tty"], output: "none\n"),
        Case(words: ["print", "3", "--exit", "7"], code: 7, output: "000"),
        Case(words: ["print", "64", "--rate", "1Gi", "--to", "stderr", "--exit", "2"], code: 2, error: firstLine),
        Case(words: ["wait-stdin-eof"], input: "hello", output: "ready\neof 5\n"),
        Case(words: ["wait-stdin-eof"], output: "ready\neof 0\n"),
        Case(words: ["env", "GREETING"], output: "h\u{e4}llo \"you\"\n"),
        Case(words: ["env", "GREET"], code: 1),
        Case(words: ["kill", "2147483647", "0"], code: 1, output: "ESRCH\n"),
        Case(words: ["oom", "4Mi"], output: "ready\nsurvived\n"),
        Case(words: ["exhaust", "processes", "3"], output: "made 3 ok\n"),
        Case(words: ["exhaust", "threads", "3"], output: "made 3 ok\n"),
        Case(words: ["exhaust", "descriptors", "3"], output: "made 3 ok\n"),
        Case(words: ["exhaust", "memory", "3"], output: "made 3 ok\n"),
        Case(words: ["exec", Program.path, "say", "a", "then", "b"], output: "a then b\n"),
        Case(words: ["exec", "/no-such-program"], code: 1, output: "ENOENT\n"),
        Case(words: ["exec", "/"], code: 1, output: "EACCES\n"),
        Case(words: ["sequence", "say", "a", "then", "exit", "3", "then", "say", "b"], output: "a\nb\n"),
        Case(words: ["sequence", "say", "a", "then", "exit", "3"], code: 3, output: "a\n"),
        Case(words: ["sequence", "exit", "3", "then", "bogus"], code: 64, error: noBogus),
        Case(words: ["background", "exit", "5"]),
        Case(words: ["background", "sequence", "sleep", "0.05", "then", "say", "late"], output: "ready\nlate\n"),
    ]

    private static let firstLine = "0000000000000000 rstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk\n"
    private static let noBogus = "probe: no verb bogus; probe help lists them\n"

    @Test("a verb does what the contract says", arguments: cases)
    func verb(_ c: Case) throws {
        let ending = try run(c.words, input: Array(c.input.utf8))
        #expect(ending.code == c.code)
        #expect(ending.text == c.output)
        #expect(ending.complaint == c.error)
    }

    static let misuses: [[String]] = [
        [], ["bogus"], ["exit"], ["exit", "256"], ["exit", "-1"], ["exit", "1", "2"], ["exit", "18446744073709551616"],
        ["print"], ["print", "x"], ["print", "1", "--to", "moon"], ["print", "1", "--from", "stdout"],
        ["print", "17179869184Gi"], ["say", "--stderr"], ["sleep", "x"], ["sleep", "1", "2"],
        ["sleep", "1.0000000001"],
        ["sleep", "9223372037"], ["signal"], ["signal", "FOO"], ["signal", "65"], ["signal", "TERM", "INT"],
        ["signal", "RTMIN+31"], ["trap"], ["trap", "TERM", "FOO"], ["ignore"], ["ignore", "KILL"], ["take", "1KB"],
        ["burn"], ["fork", "-1"], ["fork", "10001"], ["fork", "1", "--wide"], ["tty", "--foo"], ["cat", "x"],
        ["count", "x"], ["pids", "x"], ["report", "bogus"], ["report", "pid,"], ["report", "pid", "bogus"],
        ["print", "1", "--rate", "0"], ["print", "1", "--rate"], ["print", "1", "--exit", "256"],
        ["wait-stdin-eof", "x"], ["env"], ["env", "A", "B"], ["clock", "x"], ["try", "bogus"], ["try", "mount,"],
        ["kill"], ["kill", "1"], ["kill", "0", "TERM"], ["kill", "1", "FOO"], ["close"], ["close", "stdlog"],
        ["oom"], ["oom", "x"], ["oom", "1", "--parent"], ["threads"], ["threads", "10001"], ["exhaust", "threads"],
        ["exhaust", "patience", "3"], ["tree", "1"], ["tree", "2", "101"], ["tree", "14", "2"], ["zombies"],
        ["zombies", "10001"], ["bad-init", "x"], ["exec"], ["background"], ["sequence"], ["sequence", "then"],
        ["sequence", "exit", "0", "then"], ["help", "x"],
        ["open"], ["open", "/", "--sideways"], ["read"], ["read", "/", "x"], ["write", "/x"],
        ["write", "/x", "y", "--over"], ["write", "/x", "y", "--keep", "z"], ["fill", "/x"], ["hash"], ["stat"],
        ["list"], ["readlink"], ["mkdir"], ["mkdir", "/x", "0999"], ["mkdir", "/x", "17777"], ["rmdir"], ["unlink"],
        ["symlink", "x"], ["link", "x"], ["rename", "x"], ["chmod", "/x", "u+w"], ["chown", "/x", "1"],
        ["chown", "/x", "1", "4294967296"], ["mknod", "/x"], ["mknod", "/x", "door", "1", "1"],
        ["mknod", "/x", "block", "1"], ["mknod", "/x", "fifo", "1", "1"], ["mount", "none", "/x"],
        ["mount", "none", "/x", "tmpfs", "ro", "rw"], ["umount"], ["hold"], ["hold", "/", "--tight"],
        ["listen"], ["listen", "moon:1"], ["listen", "tcp:127.0.0.1:70000"], ["listen", "unix:"],
        ["listen", "unix:@x", "--twice"], ["connect"], ["connect", "tcp:localhost:80"],
        ["connect", "unix:@x", "a", "b"],
        ["loopback"], ["loopback", "sctp"],
    ]

    @Test("misuse is said on standard error and exits with 64", arguments: misuses)
    func misuse(_ words: [String]) throws {
        let ending = try run(words)
        #expect(ending.code == 64)
        #expect(ending.output.isEmpty)
        #expect(ending.complaint.hasPrefix("probe: "))
    }

    @Test(
        "what is printed can be told apart at every place, and all of it comes", arguments: [1, 64, 65_536, 1_000_003])
    func pattern(_ count: Int) throws {
        let ending = try run(["print", "\(count)"])
        #expect(ending.code == 0)
        let whole = ending.output
        try #require(whole.count == count)
        for line in stride(from: 0, to: count, by: 64) {
            let digits = String(line, radix: 16)
            let name = String(repeating: "0", count: 16 - digits.count) + digits + " "
            let end = min(count, line + name.utf8.count)
            guard Array(whole[line..<end]) == Array(name.utf8.prefix(end - line)) else {
                Issue.record("line at \(line) is not named after its offset")
                return
            }
        }
    }

    @Test("cat returns large binary input unchanged")
    func binary() async throws {
        let bytes = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) }
        let ending = try run(["cat"], input: bytes)
        #expect(ending.output == bytes)
    }

    @Test("a reader that went away ends it, by code or by signal, at once")
    func brokenPipe() throws {
        let ending = try run(["print", "10Mi"], through: ["sh", "-c", #""$0" "$@" | head -c 1 >/dev/null"#])
        #expect(ending.code == 0)
    }

    @Test("help lists every verb, and so does Guest/README.md", arguments: ["help", "--help", "-h"])
    func help(_ word: String) throws {
        let ending = try run([word])
        #expect(ending.code == 0)
        let verbs = ending.text.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first }
        #expect(verbs.count == 55)
        let guide = try #require(readText(Program.path.replacing("/.build/release/probe", with: "/README.md")))
        for verb in verbs {
            #expect(guide.contains("| `\(verb) ") || guide.contains("| `\(verb)` "), "\(verb)")
        }
        #expect(try run([]).complaint == ending.text)
    }

    @Test("a rate is kept, and all of it comes")
    func rate() throws {
        let begin = ContinuousClock.now
        let ending = try run(["print", "30000", "--rate", "100Ki"])
        #expect(ContinuousClock.now - begin > .milliseconds(200))
        let whole = try run(["print", "30000"])
        #expect(ending.output == whole.output)
    }

    @Test("clocks are this machine's")
    func clocks() throws {
        var before = timespec()
        clock_gettime(CLOCK_MONOTONIC, &before)
        let lines = try run(["clock"]).text.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.map(\.first) == ["monotonic", "realtime", "boot"])
        let monotonic = try #require(lines.first?.last.flatMap { Int($0) })
        #expect(monotonic / 1_000_000_000 - before.tv_sec < 60)
        #expect(monotonic > before.tv_sec * 1_000_000_000 + before.tv_nsec)
    }

    @Test("memory is taken before it says ready")
    func memory() throws {
        let program = try Program(["take", "48Mi"])
        #expect(program.line() == "ready")
        let status = try #require(readText("/proc/\(program.pid)/status"))
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        let kilobytes = try #require(Int(line.filter(\.isNumber)))
        #expect(kilobytes >= 48 * 1024)
        program.signal(SIGKILL)
        #expect(program.finish().signal == SIGKILL)
    }

    @Test("fork makes the tree that was asked for", arguments: [false, true])
    func tree(isDeep: Bool) throws {
        let program = try Program(["fork", "3"] + (isDeep ? ["--deep"] : []))
        #expect(program.line() == "ready")
        let words = program.line().split(separator: " ")
        #expect(words.first == "pids")
        let pids = words.dropFirst().compactMap { pid_t($0) }
        #expect(pids.count == 3)
        let parents = pids.map { parent(of: $0) }
        #expect(parents == (isDeep ? [program.pid] + pids.dropLast() : [program.pid, program.pid, program.pid]))
        for pid in pids { kill(pid, SIGKILL) }
        program.signal(SIGTERM)
        #expect(program.finish().code == 143)
    }
}

/// A small file as text; nil when it can't be read.
func readText(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
}

/// The parent of a process; nil when it is gone.
func parent(of pid: pid_t) -> pid_t? {
    guard let line = readText("/proc/\(pid)/status")?.split(separator: "\n").first(where: { $0.hasPrefix("PPid:") })
    else { return nil }
    return pid_t(line.filter(\.isNumber))
}
