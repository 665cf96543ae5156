import Facets
import Recordings
import Scenarios
import Testing

@Suite("A shim's log")
struct LogTests {
    @Test(
        "every logger's line has its level and message",
        arguments: [
            (
                #"time="2026-01-02T03:04:05.6Z" level=info msg="starting signal loop" namespace=k pid=7"#, "info",
                "starting signal loop"
            ),
            (
                #"time="x" level=error msg="copy \"a\" shim\nlog" error="read: closed""#, "error",
                "copy \"a\" shim\nlog: read: closed"
            ),
            ("level=warning msg=short", "warning", "short"), ("time=2026 level=WARN msg=slog", "warning", "slog"),
            (#"{"level":"error","msg":"no such task","time":"t"}"#, "error", "no such task"),
            (#"{"msg":"vm started","level":"INFO","ts":"t","pid":"7"}"#, "info", "vm started"),
            (#"{"timestamp":"t","level":"ERROR","fields":{"message":"deep"},"target":"a"}"#, "error", "deep"),
            (#"{"level":"error","msg":"a","error":"b"}"#, "error", "a: b"),
            ("2026-01-02T03:04:05.000Z  WARN shim::task: slow", "warning", "shim::task: slow"),
            ("[ERROR] something", "error", "something"), ("DEBG hello", "debug", "hello"),
            ("Jan 02 03:04:05.006 CRIT gone, name: x", "fatal", "gone, name: x"),
            ("panic: runtime error: index out of range", "fatal", "panic: runtime error: index out of range"),
            ("thread 'main' panicked at src/main.rs:1:2:", "fatal", "thread 'main' panicked at src/main.rs:1:2:"),
            ("goroutine 1 [running]:", "other", "goroutine 1 [running]:"),
            ("no error here", "other", "no error here"), (#"{"level":7}"#, "other", #"{"level":7}"#),
            ("{torn", "other", "{torn"), ("level=", "other", "level="),
            (
                #"msg="unended level=info"#, "other",
                #"msg="unended level=info"#
            ),
        ] as [(String, String, String)])
    func lines(text: String, level: String, message: String) throws {
        let line = try #require(ShimLogLine(Array(text.utf8)))
        #expect(line.level.rawValue == level && line.message == message)
    }

    @Test("an empty line is none; no bytes make the parser fail", arguments: 0..<200)
    func anything(seed: UInt64) {
        #expect(ShimLogLine([]) == nil && ShimLogLine([0x20, 0x0d]) == nil)
        var random = Generator(seed: seed)
        let pieces = [
            "level=", "error", "msg=\"", "\"", "\\", "{", "}", " ", "\n", "time=\"", "INFO", "[", "\u{e9}", "=",
        ]
        let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined()
        let lines = ShimLogLine.all(in: Array(text.utf8) + random.bytes(0...20))
        #expect(lines.count <= text.utf8.count + 20)
    }

    @Test("lines are counted by level, and what went wrong is listed once, names in place")
    func facets() {
        var trial = RecordingBuilder()
        trial.bind(.id, trial.id("main"), "main")
        let text = """
            time="a" level=info msg="one"
            time="b" level=error msg="task \(trial.id("main")) of pid 4711: gone"
            time="c" level=error msg="task \(trial.id("main")) of pid 4712: gone"
            time="d" level=warning msg="slow"
            not a log line
            """
        // The pipe tears lines anywhere.
        let bytes = Array(text.utf8)
        trial.add(.log(RawBytes(Array(bytes[..<70]))))
        trial.add(.log(RawBytes(Array(bytes[70...]))))
        let facets = derive(Recording(scenario: scenario([]), observations: trial.observations)).facets
        func state(_ names: String...) -> FacetState? { facets[FacetPath(["run", "log"] + names)] }
        #expect(state("info") == .seen(.integer(1)) && state("error") == .seen(.integer(2)))
        #expect(state("other") == .seen(.integer(1)) && state("fatal") == .seen(.integer(0)))
        #expect(state("error", "messages") == .seen(.bag([.text("task main of pid 4711: gone")])))
        #expect(state("warning", "messages") == .seen(.bag([.text("slow")])))
        #expect(state("info", "messages") == nil)
        #expect(Catalogue.shim.entry(for: FacetPath("run", "log", "info"))?.comparison == .shown)
        #expect(Catalogue.shim.entry(for: FacetPath("run", "log", "error", "messages"))?.comparison == .template)
    }

    @Test("a flood of messages is bounded")
    func flood() {
        var trial = RecordingBuilder()
        for word in 0..<500 {
            let letters = String(repeating: "x", count: word)
            trial.add(.log(RawBytes(Array("level=error msg=\(letters)y\n".utf8))))
        }
        let facets = derive(Recording(scenario: scenario([]), observations: trial.observations)).facets
        guard case .seen(.bag(let messages))? = facets[FacetPath("run", "log", "error", "messages")] else {
            Issue.record("no messages")
            return
        }
        #expect(messages.count == 50 && facets[FacetPath("run", "log", "error")] == .seen(.integer(500)))
    }
}
