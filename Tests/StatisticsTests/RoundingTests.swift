import Statistics
import Testing

@Suite("Rounding")
struct RoundingTests {
    @Test(
        "six significant digits, the shortest text",
        arguments: [
            (1.023456789, "1.02346"), (123_456_789.0, "123457000.0"), (0.1 + 0.2, "0.3"), (-2.5, "-2.5"),
            (0.000123456789, "0.000123457"), (999_999.5, "1000000.0"), (0, "0.0"), (1.0 / 3, "0.333333"),
            (1e-30, "0.0"), (6.02214076e23, "6.02214e+23"),
        ])
    func six(_ value: Double, _ text: String) {
        #expect("\(sixDigits(value))" == text)
    }

    @Test("rounding twice changes nothing", arguments: 0..<200)
    func twice(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let value = (random.unit() - 0.5) * [1e-9, 1e-3, 1, 1e4, 1e12][Int(seed % 5)]
        let once = sixDigits(value)
        #expect(sixDigits(once) == once)
        #expect(abs(once - value) <= abs(value) * 5.1e-6)
    }

    @Test("what is no number stays")
    func notFinite() {
        #expect(sixDigits(.infinity) == .infinity)
        #expect(sixDigits(.nan).isNaN)
    }
}
