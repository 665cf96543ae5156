import Coverage
import Statistics
import Testing

@Suite("Lines of a source")
struct SourceExcerptTests {
    private static func function(_ name: String, line: Int) -> CoveredBuild.Function {
        CoveredBuild.Function(file: "x/a.go", line: line, symbol: CodeSymbol(name: name))
    }

    private static let go = """
        package x

        // Stop ends it.
        func (s *service) Stop() error {
        \tif s.gone {
        \t\treturn nil
        \t}
        \treturn s.end()
        }

        func (s *service) one() { s.two() }
        func (s *service) two() {
        }
        """

    private static let rust = """
        impl Task for Service {
            #[instrument]
            async fn stop(&self) -> Result<()> {
                if self.gone {
                    return Ok(());
                }
                Ok(())
            }
        }
        """

    @Test("a function reaches to the brace as far in as its beginning; attributes may come before its name")
    func whole() throws {
        let stop = try #require(SourceExcerpt(Array(Self.go.utf8), of: Self.function("Stop", line: 4)))
        #expect(stop.first == 4 && stop.lines.count == 6 && !stop.isCut)
        #expect(stop.lines[1] == "    if s.gone {" && stop.lines.last == "}")
        let one = try #require(SourceExcerpt(Array(Self.go.utf8), of: Self.function("one", line: 11)))
        #expect(one.lines == ["func (s *service) one() { s.two() }"] && !one.isCut)
        let rust = try #require(SourceExcerpt(Array(Self.rust.utf8), of: Self.function("stop", line: 2)))
        #expect(rust.lines.count == 7 && rust.lines.last == "    }")
    }

    @Test("another function there, no such line, and line 0 are no source of the build")
    func foreign() {
        for (name, line) in [("Start", 4), ("Stop", 12), ("Stop", 400), ("Stop", 0), ("Stop", -1)] {
            #expect(SourceExcerpt(Array(Self.go.utf8), of: Self.function(name, line: line)) == nil, "\(name) \(line)")
        }
        #expect(SourceExcerpt([], of: Self.function("Stop", line: 1)) == nil)
    }

    @Test("long functions and long lines are cut, and the first says so")
    func long() throws {
        let text = "func f() {\r\n" + String(repeating: "\tx = \"\(String(repeating: "y", count: 900))\"\n", count: 99)
        let cut = try #require(SourceExcerpt(Array(text.utf8), of: Self.function("f", line: 1), atMost: 5))
        #expect(cut.isCut && cut.lines.count == 5)
        #expect(cut.lines[0] == "func f() {")
        #expect(cut.lines.allSatisfy { $0.utf8.count <= SourceExcerpt.lineLimit + 3 })
    }

    @Test(
        "whatever bytes a file holds, nothing of more lines or of other places comes of it", arguments: 1...UInt64(50))
    func anyBytes(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = (0..<2000).map { _ in
            [10, 102, 123, 125, 9, 0xff, 0][Int.random(in: 0..<7, using: &generator)] as UInt8
        }
        for line in 1...20 {
            guard let found = SourceExcerpt(bytes, of: Self.function("f", line: line), atMost: 7) else { continue }
            #expect(found.first == line && (1...7).contains(found.lines.count))
        }
    }
}
