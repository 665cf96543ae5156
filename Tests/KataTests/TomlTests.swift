import Documents
import Testing

@testable import Kata

@Suite("TOML with places") struct TomlTests {
    private func read(_ text: String) -> (document: TomlDocument?, diagnostics: [Diagnostic]) {
        TomlDocument.read(Array(text.utf8), file: "a.toml")
    }

    @Test(
        "values",
        arguments: [
            ("1", .integer(1)), ("+1_000", .integer(1000)), ("-0x1", nil), ("0xff", .integer(255)),
            ("0o17", .integer(15)),
            ("0b101", .integer(5)), ("01", nil), ("1__0", nil), ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", nil), ("1.5", .float(1.5)), ("1e3", .float(1000)), ("1.", nil), (".5", nil),
            ("-inf", .float(-.infinity)), ("true", .flag(true)), ("True", nil),
            ("\"a\\tb\\u00e9\"", .text("a\tb\u{e9}")),
            ("\"a\\x\"", nil), ("'a\\b'", .text("a\\b")), ("\"\"\"\nx\"\"\"", .text("x")),
            ("'''a''b'''", .text("a''b")),
            ("\"\"\"a\"\"\"\"", .text("a\"")), ("\"\"\"a\\\n   b\"\"\"", .text("ab")),
            ("1979-05-27", .date("1979-05-27")),
            ("1979-05-27 07:32:00Z", .date("1979-05-27 07:32:00Z")),
            ("[1, 2, # two\n]", .array([.integer(1), .integer(2)])),
            ("[1 2]", nil), ("[", nil), ("{ a = 1, b.c = 2 }", .text("")), ("{ a = 1, }", nil), ("@X@", nil), ("", nil),
            ("\"open", nil), ("'''open", nil), ("yes", nil),
        ] as [(String, TomlValue?)])
    func values(_ text: String, _ value: TomlValue?) throws {
        let (document, problems) = read("[t]\nv = \(text)\n")
        #expect((document == nil) == (value == nil), "\(problems)")
        #expect(problems.count == (value == nil ? 1 : 0))
        if text.hasPrefix("{"), value != nil {
            #expect(document?.entries.map(\.name) == ["t.v.a", "t.v.b.c"])
            #expect(document?.entries.allSatisfy { !$0.isPlain } == true)
        } else if let value {
            #expect(document?.entries.map(\.value) == [value])
        }
    }

    @Test("every line, table and key has its place; CRLF, a byte order mark and a missing last end do no harm")
    func places() throws {
        let text =
            "\u{feff}# c\r\n[a.\"b c\"]\r\nx = [\r\n 1,\r\n]\r\ny.z = 'q' # end\r\n\r\n[[l]]\r\nn = 1\r\n[[l]]\r\nn = 2"
        let document = try #require(read(text).document)
        #expect(document.headers.map(\.line) == [2, 8, 10])
        #expect(document.headers.map(\.path) == [["a", "b c"], ["l"], ["l"]])
        #expect(document.entries.map(\.line) == [3, 6, 9, 11])
        #expect(document.entries.map(\.lastLine) == [5, 6, 9, 11])
        #expect(document.entries.map(\.isPlain) == [true, false, true, true])
        #expect(document.lines.count == 11 && !document.endsWithNewline)
    }

    @Test(
        "what is no TOML is refused at its place",
        arguments: [
            ("a = 1\na = 2\n", 2, "line 1"), ("[a]\n[b]\n[a]\n", 3, "line 1"), ("a = 1\n[a]\n", 2, "line 1"),
            ("[a]\nb = 1\n[a.b]\n", 3, "line 2"), ("[[a]]\n[a]\n", 2, "line 1"), ("a.b = 1\na = 2\n", 2, "line 1"),
            ("a 1\n", 1, "'='"), ("a = 1 b\n", 1, "follow"), ("[a\n", 1, "']'"), ("é = 1\n", 1, "key"),
            ("a = \"x\ny\"\n", 1, "text"), ("# \u{1}\n", 1, "control"), ("a = 1\n= 2\n", 2, "key"),
            ("a = " + String(repeating: "[", count: 40) + "\n", 1, "deep"),
        ])
    func refused(_ text: String, _ line: Int, _ words: String) {
        let (document, problems) = read(text)
        #expect(document == nil && problems.count == 1)
        #expect(problems.first?.line == line, "\(problems)")
        #expect(problems.first?.message.contains(words) == true, "\(problems)")
    }

    @Test("tables of elements are each their own; a table may be named after its child")
    func elements() throws {
        let text = "[[a]]\nx = 1\n[a.s]\ny = 1\n[[a]]\nx = 2\n[a.s]\ny = 2\n[p.q]\n[p]\nz = 1\n"
        #expect(read(text).document?.entries.count == 5)
    }

    @Test("too much is refused, and so is what is no text")
    func bounds() {
        let large = [UInt8](repeating: UInt8(ascii: "\n"), count: TomlDocument.sizeLimit + 1)
        #expect(TomlDocument.read(large, file: "x").diagnostics.first?.message.contains("1 MiB") == true)
        #expect(TomlDocument.read([0x61, 0xff], file: "x").diagnostics.first?.message.contains("UTF-8") == true)
    }

    @Test("a value is written as it is read", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix(seed)
        for _ in 0..<300 {
            let value = random.value(depth: 0)
            let document = TomlDocument.read(Array("[t]\nv = [\(value)]\n".utf8), file: "x").document
            #expect(document?.entries.first?.value == .array([value]), "\(value)")
        }
    }

    @Test("no bytes crash it, and what it refuses has a place in them", arguments: [4, 5] as [UInt64])
    func anything(seed: UInt64) {
        var random = SplitMix(seed)
        let pieces = [
            "[", "]", "\"", "'", "=", "a", ".", "\n", "#", "{", "}", ",", "1", "\\", "@", "\r", "é", "-", ":", " ",
        ]
        for _ in 0..<3000 {
            let text = (0..<random.below(24)).map { _ in pieces[random.below(pieces.count)] }.joined()
            let (document, problems) = TomlDocument.read(Array(text.utf8), file: "x", templates: true)
            #expect((document == nil) != problems.isEmpty)
            for problem in problems { #expect((1...26).contains(problem.line) && problem.column >= 1) }
        }
    }
}

/// A small generator of its own, so that a seed gives the same texts for ever.
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func value(depth: Int) -> TomlValue {
        switch below(depth > 3 ? 4 : 6) {
        case 0: .flag(below(2) == 0)
        case 1: .integer(Int64(bitPattern: next()) >> Int64(below(60)))
        case 2: .float(Double(below(100_000)) / 64)
        case 3: .text(String((0..<below(8)).map { _ in Character(Unicode.Scalar(UInt8(below(128)))) }))
        case 4: .array((0..<below(4)).map { _ in value(depth: depth + 1) })
        default: .table((0..<below(4)).map { .init("k\($0) \(below(9))", value(depth: depth + 1)) })
        }
    }
}
