import Testing

@testable import Kata

@Suite("Kata's logs") struct LogTests {
    private func records(_ text: String) -> [LogRecord] {
        var lines = LogLines()
        var grammar = LogGrammar()
        var found: [LogRecord] = []
        lines.take(Array(text.utf8)[...]) { found += grammar.records(of: $0, isCut: $1) }
        lines.finish { found += grammar.records(of: $0, isCut: $1) }
        return found
    }

    private static let agent =
        #"{"msg":"no such device","level":"ERRO","ts":"2031-05-06T07:08:09.5Z","source":"agent","name":"kata-agent","pid":"1","subsystem":"rpc"}"#
    private static let console =
        #"time="2031-05-06T07:08:10.000000001Z" level=debug msg="reading guest console" console-protocol=unix pid=7 sandbox=s1 source=virtcontainers vmconsole="#

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\u{1b}", with: "\\x1b")
            + "\""
    }

    @Test("the Go shim's text: pairs, quotes, keys with spaces, the sandbox of its process")
    func go() throws {
        let found = records(
            """
            time="2031-05-06T09:08:09.123456789+02:00" level=warning msg="say \\"x\\"\\n" pid=7 sandbox=s1 source=virtcontainers
            time="2031-05-06T07:08:09Z" level=fatal default mem=256 msg=Bye pid=7

            """)
        #expect(found.map(\.origin) == [.shim, .shim] && found.map(\.level) == [.warning, .critical])
        #expect(found.map(\.sandbox) == ["s1", "s1"] && found.map(\.text) == ["say \"x\"", "Bye"])
        #expect(found[0].time?.description == "2031-05-06T07:08:09.123456789Z")
        #expect(found[1].fields == ["default mem": "256", "pid": "7"])
    }

    private static func json(_ pairs: [(String, String)]) -> String {
        "{" + pairs.map { "\"\($0.0)\":\(quoted($0.1))" }.joined(separator: ",") + "}"
    }

    private static func onConsole(_ text: String) -> String { console + quoted(text) }

    private static let forwarded: [(String, String)] = [
        ("msg", agent), ("level", "ERRO"), ("ts", "2031-05-06T07:08:09.5Z"), ("subsystem", "agent"), ("source", "s1"),
    ]
    private static let journalled: [(String, String)] = [
        ("MESSAGE", agent), ("PRIORITY", "3"), ("SYSLOG_IDENTIFIER", "kata"), ("SUBSYSTEM", "agent"), ("SOURCE", "s1"),
        ("__REALTIME_TIMESTAMP", "1936595289500000"),
    ]
    static let ways: [(String, String)] = [
        ("the console in the Go shim's log", onConsole(agent)),
        ("the same with what a terminal adds", onConsole("\u{1b}[0m  \(agent)\u{1b}[0K")),
        ("the port in the Rust shim's JSON", json(forwarded)),
        ("the journal", json(journalled)),
        ("the journal's short line", "May 06 07:08:09 node kata[7]: \(onConsole(agent))"),
        ("its own file", agent),
    ]

    @Test("the agent's errors come out of each of its ways, and nothing else does", arguments: ways)
    func agents(_ way: String, _ line: String) throws {
        let noise = """
            time="2031-05-06T07:08:09Z" level=error msg="the shim's" pid=7 sandbox=s1 source=virtcontainers
            \(Self.console)\(Self.quoted(Self.agent.replacing("ERRO", with: "INFO")))
            \(Self.console)"[    0.1] the kernel's"

            """
        let filter = LogFilter(origins: [.agent], level: .error, sandbox: nil)
        let found = records(noise + line + "\n" + noise).filter(filter.wants)
        #expect(found.map(\.text) == ["no such device"], "\(found)")
        #expect(found.first?.time?.description == "2031-05-06T07:08:09.500000000Z")
        #expect(found.first?.sandbox == (way == "its own file" ? "" : "s1"))
        #expect(found.first?.fields["subsystem"] == "rpc")
    }

    static let lines: [(String, LogRecord.Origin, LogRecord.Level?, String)] = [
        (onConsole("[    1.5] Kernel panic - not syncing"), .kernel, .critical, "Kernel panic - not syncing"),
        ("<3>[   12.000001] ata1: dead", .kernel, .error, "ata1: dead"),
        (onConsole("systemd[1]: up"), .guest, nil, "systemd[1]: up"),
        ("qemu-system-x86_64: -device x: no such", .vmm, .error, "-device x: no such"),
        ("qemu-system-x86_64: warning: old", .vmm, .warning, "warning: old"),
        ("cloud-hypervisor: 3.1ms: <vmm> WARN:vmm/src/a.rs:9 -- late", .vmm, .warning, "late"),
        ("[2031-05-06T07:08:09Z ERROR virtiofsd] no socket", .virtiofsd, .error, "no socket"),
        (#"{"MESSAGE":"gone","PRIORITY":"3","SYSLOG_IDENTIFIER":"virtiofsd"}"#, .virtiofsd, .error, "gone"),
        (#"{"MESSAGE":[104,105],"PRIORITY":"6","SYSLOG_IDENTIFIER":"kata","SOURCE":"s"}"#, .shim, .info, "hi"),
        (
            #"{"MESSAGE":"vm console: [    2.0] BUG: bad","PRIORITY":"6","SYSLOG_IDENTIFIER":"kata","SOURCE":"s"}"#,
            .kernel, .critical, "BUG: bad"
        ),
        (#"{"msg":"qemu stderr: broken","level":"INFO","ts":"2031-05-06T07:08:09Z"}"#, .vmm, .info, "broken"),
        (#"{"msg":"start","level":"CRIT","ts":"2031-05-06T07:08:09Z","source":"s"}"#, .shim, .critical, "start"),
        ("whatever", .unknown, nil, "whatever"), ("{}", .shim, nil, ""), ("{\"a\":", .unknown, nil, "{\"a\":"),
    ]

    @Test("who said it, and how bad it is", arguments: lines)
    func origins(_ line: String, _ origin: LogRecord.Origin, _ level: LogRecord.Level?, _ text: String) throws {
        let found = records(line + "\n")
        #expect(found.count == 1)
        #expect(found.first?.origin == origin && found.first?.level == level && found.first?.text == text, "\(found)")
    }

    @Test("a line into which another was written is both, and says that it is torn")
    func mixed() {
        let second = #"time="2031-05-06T07:08:09Z" level=error msg="second" sandbox=s2"#
        let torn = records(#"time="2031-05-06T07:08:08Z" level=info msg="fir"# + second + "\n")
        #expect(
            torn.map(\.trouble) == ["torn", ""] && torn.last?.sandbox == "s2" && torn.last?.text == "second", "\(torn)")
        let tail = records("st\" sandbox=s1" + second + "\n")
        #expect(tail.map(\.origin) == [.unknown, .shim] && tail.map(\.trouble) == ["torn", ""])
        let whole = records(#"time="2031-05-06T07:08:08Z" level=info msg=a sandbox=s1 "# + second + "\n")
        #expect(whole.map(\.sandbox) == ["s1", "s2"] && whole.allSatisfy { $0.trouble.isEmpty })
        let end = records(#"time="2031-05-06T07:08:08Z" level=info msg="no end"#)
        #expect(end.map(\.trouble) == ["torn"] && end.first?.text == "no end")
        let inside = records(#"time="2031-05-06T07:08:08Z" level=info msg="said time=\"x\" level=error" sandbox=s1"#)
        #expect(inside.count == 1 && inside.first?.level == .info)
    }

    @Test("an agent's record that the console cut in two still counts as its error")
    func salvaged() {
        let head = String(Self.agent.prefix(90))
        let found = records(Self.console + Self.quoted(head) + "\n").filter(
            LogFilter(origins: [.agent], level: .error, sandbox: "s1").wants)
        #expect(found.map(\.text) == ["no such device"] && found.first?.trouble == "torn", "\(found)")
    }

    @Test(
        "times of every zone are told in UTC; one without a zone is said to be so",
        arguments: [
            ("2031-05-06T07:08:09Z", "2031-05-06T07:08:09.000000000Z", ""),
            ("2031-05-06T23:30:00.25-05:30", "2031-05-07T05:00:00.250000000Z", ""),
            ("2028-02-29T00:00:00+0100", "2028-02-28T23:00:00.000000000Z", ""),
            ("1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59.900000000Z", ""),
            ("2031-05-06 07:08:09", "2031-05-06T07:08:09.000000000Z", "no zone"),
            ("2031-13-06T07:08:09Z", nil, ""), ("yesterday", nil, ""), ("2031-05-06T07:08:09+99:00", nil, ""),
        ] as [(String, String?, String)])
    func times(_ text: String, _ told: String?, _ trouble: String) {
        let found = records("time=\"\(text)\" level=info msg=m\n")
        #expect(found.first?.time?.description == told && found.first?.trouble == trouble, "\(found)")
    }

    @Test("moments are written as they are read, through every year", arguments: [21, 22] as [UInt64])
    func calendar(seed: UInt64) {
        var random = SplitMix(seed)
        for _ in 0..<2000 {
            let time = LogTime(nanoseconds: Int64(bitPattern: random.next()) % 7_000_000_000_000_000_000)
            #expect(LogTime.read(time.description)?.time == time, "\(time.nanoseconds)")
        }
    }

    @Test("a line is printed on one line, without what would drive a terminal")
    func printed() {
        let found = records(
            "time=\"2031-05-06T07:08:09Z\" level=error msg=\"a\\x1b[31mb\\nc\\u202ed\" k=\"v w\" sandbox=s1\n")
        #expect(
            found.first?.line == "2031-05-06T07:08:09.000000000Z error shim s1 ab\\u{a}c\\u{202e}d k=\"v w\"",
            "\(found)")
    }

    @Test(
        "lines are the same however the stream is cut, and none is held beyond its bound",
        arguments: [31, 32] as [UInt64])
    func streamed(seed: UInt64) {
        var random = SplitMix(seed)
        let text = Array((Self.agent + "\r\n\nplain\n" + Self.console + "\"x\"\nlast").utf8)
        var whole: [[UInt8]] = []
        var lines = LogLines()
        lines.take(text[...]) { line, _ in whole.append(Array(line)) }
        lines.finish { line, _ in whole.append(Array(line)) }
        for _ in 0..<50 {
            var found: [[UInt8]] = []
            var lines = LogLines()
            var at = 0
            while at < text.count {
                let end = min(text.count, at + 1 + random.below(40))
                lines.take(text[at..<end]) { line, _ in found.append(Array(line)) }
                at = end
            }
            lines.finish { line, _ in found.append(Array(line)) }
            #expect(found == whole)
        }
        var endless = LogLines()
        var cut: [(Int, Bool)] = []
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
        for _ in 0..<50 { endless.take(piece[...]) { cut.append(($0.count, $1)) } }
        endless.take(Array("\nnext\n".utf8)[...]) { cut.append(($0.count, $1)) }
        #expect(cut.map(\.0) == [LogLines.lineLimit, 4] && cut.map(\.1) == [true, false])
    }

    @Test("no bytes crash it", arguments: [41, 42, 43] as [UInt64])
    func anything(seed: UInt64) {
        var random = SplitMix(seed)
        let pieces = [
            "time=\"", "\"", "\\", "=", " ", "level=error", "{", "}", ":", "[", "]", "vmconsole=", "\u{1b}", "\\x",
            "\\u12",
            "MESSAGE", "2031-05-06T07:08:09", "<3>", ".", "kata[1]: ", "é", ",", "1",
        ]
        for _ in 0..<3000 {
            let text = (0..<random.below(16)).map { _ in pieces[random.below(pieces.count)] }.joined()
            let found = records(text + "\n")
            #expect(found.count <= 64 && found.allSatisfy { !$0.line.contains("\n") && !$0.line.contains("\u{1b}") })
        }
    }
}
