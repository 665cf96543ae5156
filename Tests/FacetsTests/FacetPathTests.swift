import Facets
import Testing

@Suite("Facet paths as text")
struct FacetPathTests {
    @Test(
        "a text is taken apart at its slashes",
        arguments: [
            ("main/kill#2/error", ["main", "kill#2", "error"]),
            (#"main/guest/mounts/"/dev/shm"/options"#, ["main", "guest", "mounts", "/dev/shm", "options"]),
            (#""a\"b\\c\u{a}""#, ["a\"b\\c\n"]),
            (#"web.cat/~1/wait/"*""#, ["web.cat", "~1", "wait", "*"]),
            ("run", ["run"]),
        ])
    func parses(text: String, components: [String]) throws {
        #expect(try FacetPath(parsing: text).components == components)
    }

    @Test(
        "what is wrong is told with its column",
        arguments: [
            ("", 1), ("/main", 1), ("main//error", 6), ("main/", 6), ("main/a b", 7), ("main/*", 6), (#"main/"abc"#, 6),
            (#"main/"a\n""#, 8), (#"main/"a\u{110000}""#, 8), (#"main/"a\u{}""#, 8), (#"main/"""#, 6), ("main/é", 6),
        ])
    func refuses(text: String, column: Int) {
        let error = #expect(throws: FacetSyntaxError.self) { try FacetPath(parsing: text) }
        #expect(error?.column == column)
    }

    @Test("a path longer than any recording holds is refused, not read")
    func bounded() {
        #expect(throws: FacetSyntaxError.self) { try FacetPath(parsing: String(repeating: "a", count: 5000)) }
    }

    @Test("the text of any path reads back as the same path", arguments: 0..<200)
    func roundTrip(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let path = generator.path()
        #expect(try FacetPath(parsing: path.description) == path)
    }
}
