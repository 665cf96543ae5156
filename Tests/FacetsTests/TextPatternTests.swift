import Facets
import Testing

@Suite("Regular expressions in linear time")
struct TextPatternTests {
    @Test(
        "a pattern matches these texts and not those",
        arguments: [
            ("abc", ["abc"], ["ab", "abcd", "xabc"]), ("a|bc", ["a", "bc"], ["ac", "b"]),
            ("a*", ["", "a", "aaaa"], ["b"]), ("a+b?", ["a", "ab", "aab"], ["", "abb"]),
            ("(ab)+", ["ab", "abab"], ["aba"]), ("(?:a|b)c", ["ac", "bc"], ["c"]),
            ("[a-c_]+", ["abc_"], ["", "d"]), ("[^/]+", ["ab"], ["a/b"]), ("[]x]+", ["]x"], ["a"]),
            (#"[\s\S]*43 132\r?\n[\s\S]*"#, ["43 132\n", "é\n43 132\r\nx"], ["43 132"]), (#"[^\D]+"#, ["12"], ["1a"]),
            (#"[\W]"#, ["-", "é", "/"], ["a", "_", "0"]),
            (".*", ["", "abc"], ["a\nb"]), (#"\d{2,3}"#, ["12", "123"], ["1", "1234"]), (#"\d{2,}"#, ["12345"], ["1"]),
            (#"\w+ \S+"#, ["ab_1 /x"], ["ab"]), (#"a\.b\\"#, [#"a.b\"#], [#"axb\"#]), ("^a$", ["a"], ["^a$"]),
            ("(a?){0}b", ["b"], ["ab"]), ("(|a)b", ["b", "ab"], ["aab"]), ("é+", ["éé"], ["e"]),
            (".*process already finished.*", ["unknown: process already finished: x"], ["process finished"]),
        ])
    func matches(pattern: String, texts: [String], others: [String]) throws {
        let compiled = try TextPattern(pattern)
        for text in texts { #expect(compiled.matches(text), "\(pattern) on \(text)") }
        for text in others { #expect(!compiled.matches(text), "\(pattern) on \(text)") }
    }

    @Test(
        "what is no pattern is refused",
        arguments: [
            "(", ")", "a)", "[a", "*a", "a**", "a{", "a{x}", "a{2,1}", "a{2000}", "\\", #"\q"#, "[z-a]", "(?=a)", "a^b",
            "((((((((((a{99}){99}){99}){99}){99}){99}){99}){99}){99}){99}", String(repeating: "(", count: 5000),
        ])
    func refuses(pattern: String) {
        #expect(throws: FacetError.self) { try TextPattern(pattern) }
    }

    @Test("the classic trap takes no time", .timeLimit(.minutes(1)))
    func linear() throws {
        let text = String(repeating: "a", count: 20_000)
        #expect(!(try TextPattern("(a*)*b").matches(text)))
        #expect(!(try TextPattern("(a|a)*b").matches(text)))
        #expect(!(try TextPattern("((((){1000}){1000}){1000}){1000}").matches(text)))
    }

    @Test("a text beyond the bound does not match")
    func bounded() throws {
        #expect(!(try TextPattern(".*").matches(String(repeating: "a", count: TextPattern.textLimit + 1))))
    }
}
