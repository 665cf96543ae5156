import Judgement
import Testing

@testable import Reports

@Suite("Text for a terminal")
struct TextTests {
    @Test("lines keep to the width, down to 40 columns", arguments: [40, 60, 100, 200, 7])
    func width(_ width: Int) {
        let text = renderText(Sample.input, style: TextStyle(width: width))
        #expect(text.split(separator: "\n").allSatisfy { columns(String($0)) <= max(width, 40) })
    }

    @Test("texts are broken between words, and within a long one")
    func breaking() {
        #expect(broken("one two three", 7) == ["one two", "three"])
        #expect(broken("abcdefghij", 4) == ["abcd", "efgh", "ij"])
        #expect(broken("漢字漢字", 4) == ["漢字", "漢字"])
        #expect(broken("", 4) == [""])
        #expect(cut("abcdef", 4) == "abc…")
        #expect(padded("漢", 4) == "漢  ")
    }

    @Test(
        "amounts",
        arguments: [
            (0, "nanoseconds", "0.00 ns"), (999.4, "nanoseconds", "999 ns"), (999.6, "nanoseconds", "1.00 µs"),
            (48_200_000, "nanoseconds", "48.2 ms"), (3_600e9, "nanoseconds", "3600 s"),
            (11_534_336, "bytes", "11.0 MiB"),
            (1023, "bytes", "1023 B"), (12, "count", "12.0"), (9.999, "count", "10.0"), (-1234, "count", "-1234"),
        ])
    func amounts(_ value: Double, _ unit: String, _ text: String) {
        #expect(amount(value, unit) == text)
    }

    @Test(
        "changes",
        arguments: [(1.0, "+0.0 %"), (0.55, "-45.0 %"), (1.123, "+12.3 %"), (3.4, "×3.40"), (.nan, "unknown")])
    func changes(_ ratio: Double, _ text: String) {
        #expect(change(ratio) == text)
    }

    @Test(
        "spans of time",
        arguments: [(450_000_000, "450 ms"), (200_000_000_000, "3 min 20 s"), (7_500_000_000_000, "2 h 5 min")])
    func spans(_ nanoseconds: UInt64, _ text: String) {
        #expect(duration(nanoseconds) == text)
    }

    @Test("a run without findings says so, and still what was not compared")
    func empty() {
        var input = Sample.input
        input.judged.findings = []
        let text = renderText(input)
        #expect(text.contains("No findings") && text.contains("Not compared"))
    }
}
