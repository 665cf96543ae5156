import Glibc
import Testing

@testable import understudy

@Suite("Faults of streams")
struct IOFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var fault: String
        var with: [String: String] = [:]
        var life = Samples.Life.running
        /// Whose number a process has that lives: this one's; else one that none has.
        var lives = true
        var key = Samples.main
        var came: [Streams.Piece]
        var passed: [Streams.Piece]

        var testDescription: String { fault }
    }

    private static func out(_ text: String) -> Streams.Piece { Streams.Piece(.stdout, Array(text.utf8)) }
    private static func err(_ text: String) -> Streams.Piece { Streams.Piece(.stderr, Array(text.utf8)) }
    private static func input(_ text: String) -> Streams.Piece { Streams.Piece(.stdin, Array(text.utf8)) }

    static let rows: [Row] = [
        Row(fault: "io/last-write-lost", came: [out("a\n")], passed: [out("a\n")]),
        Row(fault: "io/last-write-lost", lives: false, came: [out("a\n"), err("b\n")], passed: []),
        Row(
            fault: "io/truncated", with: ["bytes": "4"], came: [out("abc"), out("def"), err("xyzuv")],
            passed: [out("abc"), out("d"), err("xyzu")]),
        Row(fault: "io/streams-mixed", came: [out("a"), err("b")], passed: [out("a"), out("b")]),
        Row(fault: "io/streams-swapped", came: [out("a"), err("b")], passed: [err("a"), out("b")]),
        Row(fault: "io/stderr-lost", came: [err("b")], passed: []),
        Row(fault: "io/stdout-doubled", came: [out("a")], passed: [out("a"), out("a")]),
        // Of every three bytes the third is another: b is 0x62, c 0x63.
        Row(
            fault: "io/byte-corrupted", with: ["every": "3"], came: [out("aa"), out("caaca")],
            passed: [out("aa"), out("baaba")]),
        Row(
            fault: "io/order-changed",
            came: [out("short"), out(String(repeating: "a", count: 4096) + String(repeating: "b", count: 4096))],
            passed: [out("short"), out(String(repeating: "b", count: 4096) + String(repeating: "a", count: 4096))]),
        Row(fault: "io/newline-added", came: [out("token")], passed: [out("token"), out("\n")]),
        Row(fault: "io/newline-added", came: [out("line\n")], passed: [out("line\n")]),
        Row(fault: "io/newline-added", came: [], passed: []),
        Row(fault: "io/exec-output-lost", key: Samples.exec, came: [out("a")], passed: []),
        Row(fault: "io/late", with: ["milliseconds": "1"], came: [out("a")], passed: [out("a")]),
        Row(fault: "io/after-exit", with: ["milliseconds": "1"], lives: false, came: [out("a")], passed: [out("a")]),
        Row(fault: "io/early-input-lost", life: .created, came: [input("early\n")], passed: []),
        Row(fault: "io/early-input-lost", came: [input("late\n")], passed: [input("late\n")]),
    ]

    @Test("what comes, and what is passed on", arguments: rows)
    func passes(_ row: Row) async throws {
        let misbehaviour = try Samples.misbehaviour(row.fault, row.with)
        let pid = row.lives ? UInt32(getpid()) : 0x7fff_fff0
        let make = try #require(misbehaviour.streams)
        let streams = try #require(make(row.key, Samples.stage(row.life, pid: pid)))
        var passed: [Streams.Piece] = []
        for piece in row.came {
            #expect(streams.led.contains(piece.stream))
            passed += await streams.came(piece)
        }
        for name in streams.led.sorted(by: { $0.rawValue < $1.rawValue }) { passed += await streams.ended(name).rest }
        #expect(passed.filter { !$0.bytes.isEmpty } == row.passed)
    }

    @Test("the output of a container is left alone where only execs' is lost")
    func containersOwn() throws {
        let misbehaviour = try Samples.misbehaviour("io/exec-output-lost")
        #expect(misbehaviour.streams?(Samples.main, Samples.stage(.running)) == nil)
    }

    @Test("an end that is not told")
    func unended() async throws {
        let streams = try #require(
            try Samples.misbehaviour("io/never-ends").streams?(Samples.main, Samples.stage(.running)))
        #expect(await streams.ended(.stdout).isTold == false)
    }

    @Test("the end of input is not handed on, and said to be")
    func unclosed() throws {
        let request = try #require(try Samples.misbehaviour("io/stdin-never-closes").request)
        #expect(request(Samples.call("CloseIO"), Samples.stage(.running)).word == "answered")
        #expect(request(Samples.call("Kill"), Samples.stage(.running)).word == "passed")
    }
}
