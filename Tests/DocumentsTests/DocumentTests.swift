import Documents
import Testing

/// Reads a text as a file called `f.yaml`.
private func read(_ text: String) -> (document: Document?, diagnostics: [Diagnostic]) {
    Document.read(Array(text.utf8), file: "f.yaml")
}

@Suite("Reading YAML")
struct DocumentTests {
    @Test("scalars stay the texts that they are in the file")
    func texts() throws {
        let root = try #require(read("a: no\nb: '1'\nc: 0x10\nd: 2001-01-01\ne: ~\nf:\ng: \"\\n\"\n").document?.root)
        guard case .map(let entries) = root.content else {
            Issue.record("not a map")
            return
        }
        let values = entries.map(\.value.content)
        #expect(
            values == [
                .scalar("no", plain: true), .scalar("1", plain: false), .scalar("0x10", plain: true),
                .scalar("2001-01-01", plain: true), .scalar("~", plain: true), .scalar("", plain: true),
                .scalar("\n", plain: false),
            ])
        #expect(entries.map(\.position.line) == [1, 2, 3, 4, 5, 6, 7])
    }

    @Test(
        "what is refused is told with its place",
        arguments: [
            ("", 1, 1, "empty"),
            ("a: [1", 2, 1, "not YAML"),
            ("a: 1\n b: 2\n", 2, 3, "not YAML"),
            ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' stands twice"),
            ("a: 1\nm:\n  \"x\": 1\n  y: 2\n  x: 3\n", 5, 3, "'x' stands twice"),
            ("a: &x 1\n", 1, 4, "anchors and aliases"),
            ("a: 1\nb: *x\n", 2, 4, "anchors and aliases"),
            ("? [a]\n: 1\n", 1, 3, "a key must be a text"),
            ("a: !!int 1\n", 1, 4, "tags"),
            ("a: !x {}\n", 1, 4, "tags"),
            ("a: 1\n---\nb: 2\n", 2, 1, "another document"),
            ("a: b\u{0}c\n", 1, 5, "NUL"),
            ("a: b\u{1}c\n", 1, 5, "control character"),
            ("a: b\u{2028}c\n", 1, 5, "line end"),
            ("a: b\rc: 1\n", 1, 6, "carriage return"),
        ])
    func refuses(text: String, line: Int, column: Int, message: String) {
        let (document, diagnostics) = read(text)
        #expect(document == nil)
        #expect(diagnostics.count == 1)
        #expect(diagnostics.first.map { [$0.line, $0.column] } == [line, column])
        #expect(diagnostics.first?.message.contains(message) == true, "\(diagnostics)")
    }

    @Test("all keys that stand twice are told at once")
    func severalDoubles() {
        let (_, diagnostics) = read("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n")
        #expect(diagnostics.map { [$0.line, $0.column] } == [[2, 11], [3, 1], [4, 1]])
    }

    @Test(
        "what looks like an anchor in a text is one no more than the text is",
        arguments: [
            "a: this *really* is & stays text\n", "a: \"&x *y\"\n", "a: |\n  *x\n  &y\n", "# *x &y\na: 1\n",
            "a: x\n  *y\n", "a: [b *c, 'd &e']\n", "a: ' *x'\n",
        ])
    func notAnchors(text: String) {
        #expect(read(text).diagnostics == [])
    }

    @Test("bytes that are no UTF-8 are told where they are")
    func encoding() {
        let (document, diagnostics) = Document.read(Array("a: 1\nb: é".utf8) + [0xff, 0x0a], file: "f.yaml")
        #expect(document == nil)
        #expect(diagnostics.map(\.description) == ["f.yaml:2:5: this is not UTF-8; save the file as UTF-8"])
    }

    @Test("a byte order mark is skipped and moves no place")
    func byteOrderMark() {
        #expect(read("\u{feff}a: 1\na: 2\n").diagnostics.map { [$0.line, $0.column] } == [[2, 1]])
        #expect(read("\u{feff}a: 1\n").diagnostics == [])
    }

    @Test("a file over the limit is refused by its size alone")
    func size() {
        let bytes = [UInt8](repeating: UInt8(ascii: "#"), count: 50_000_000)
        let (document, diagnostics) = Document.read(bytes, file: "f.yaml")
        #expect(document == nil)
        #expect(
            diagnostics.map(\.description)
                == ["f.yaml:1:1: the file has 50000000 bytes; at most 1048576 (1 MiB) are read"])
    }

    @Test("a message never breaks the line or the terminal")
    func escaping() {
        let diagnostic = Diagnostic(file: "a\nb", line: 1, column: 2, message: "x\u{1b}[31m\u{202e}", suggestion: "y\r")
        #expect(diagnostic.description == #"a\u{a}b:1:2: x\u{1b}[31m\u{202e}; did you mean 'y\u{d}'?"#)
    }
}

/// Small files that mean large ones; each has to be refused in well under the time limit, and with little memory.
@Suite("YAML bombs", .timeLimit(.minutes(1)))
struct BombTests {
    /// `a0` means 9 texts, `a1` 9 of `a0`, and so on: 9^30 in all.
    private static var laughs: String {
        var lines = ["a0: &a0 [" + Array(repeating: "lol", count: 9).joined(separator: ",") + "]"]
        for i in 1..<30 {
            lines.append("a\(i): &a\(i) [" + Array(repeating: "*a\(i - 1)", count: 9).joined(separator: ",") + "]")
        }
        return lines.joined(separator: "\n")
    }

    @Test("aliases upon aliases are refused at the first anchor")
    func aliases() {
        let (document, diagnostics) = Document.read(Array(Self.laughs.utf8), file: "f.yaml")
        #expect(document == nil)
        #expect(diagnostics.map { [$0.line, $0.column] } == [[1, 5]])
    }

    @Test("aliases as keys, which a parser would hash, are refused as well")
    func aliasesAsKeys() {
        var lines = ["- &a0 {x: 1, y: 2}"]
        for i in 1..<40 { lines.append("- &a\(i) {? *a\(i - 1) : 1, ? [*a\(i - 1), *a\(i - 1)] : 2}") }
        let (document, diagnostics) = Document.read(Array(lines.joined(separator: "\n").utf8), file: "f.yaml")
        #expect(document == nil)
        #expect(!diagnostics.isEmpty)
    }

    /// Ways to nest deeply, some a megabyte long: told by their names, so that no log holds them.
    enum Depth: String, CaseIterable {
        case lists, maps, blocks, keys, justTooDeep, indented

        var text: String {
            switch self {
            case .lists: String(repeating: "[", count: 500_000)
            case .maps: String(repeating: "{a: ", count: 200_000)
            case .blocks: String(repeating: "- ", count: 500_000) + "x"
            case .keys: String(repeating: "? ", count: 300) + "x"
            case .justTooDeep: String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
            case .indented: (0..<200).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
            }
        }
    }

    @Test("what is nested too deeply is refused", arguments: Depth.allCases)
    func depth(depth: Depth) {
        let text = depth.text
        let (document, diagnostics) = Document.read(Array(text.utf8), file: "f.yaml")
        #expect(document == nil)
        #expect(diagnostics.count == 1)
        #expect(diagnostics.first?.message.contains("nested too deeply") == true, "\(diagnostics)")
    }

    @Test("random bytes and random YAML never stop the reader", arguments: 0..<60)
    func noise(seed: UInt64) {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 99
        let pieces = [
            "a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "&a", "*a", "\"", "'", "|", ">", "?", "#", "%", "!x",
            "---", "é", "\t", "\\", "~", "<<",
        ]
        var text = ""
        for _ in 0..<80 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text += pieces[Int(state >> 33) % pieces.count]
        }
        let once = Document.read(Array(text.utf8), file: "f.yaml")
        let twice = Document.read(Array(text.utf8), file: "f.yaml")
        #expect(once.document == twice.document)
        #expect(once.diagnostics == twice.diagnostics)
        #expect((once.document == nil) == !once.diagnostics.isEmpty)
    }
}
