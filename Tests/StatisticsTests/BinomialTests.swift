import Statistics
import Testing

/// The expected numbers are from scipy 1.17.1, `binomtest(k, n).proportion_ci(c, 'exact')`.
@Suite("Rates")
struct BinomialTests {
    struct Case: Sendable {
        var hits: Int
        var trials: Int
        var confidence = 0.95
        var low: Double
        var high: Double
    }

    @Test(
        "the exact interval gives scipy's numbers",
        arguments: [
            Case(hits: 0, trials: 10, low: 0, high: 0.30849710781876294),
            Case(hits: 1, trials: 11, low: 0.002298972213815338, high: 0.4127799169883827),
            Case(hits: 3, trials: 11, confidence: 0.99, low: 0.03334085148938027, high: 0.6932827052098102),
            Case(hits: 5, trials: 10, low: 0.1870860284474045, high: 0.8129139715525955),
            Case(hits: 10, trials: 10, low: 0.6915028921812371, high: 1),
            Case(hits: 7, trials: 600, low: 0.004703117270891725, high: 0.023889322309763626),
            Case(hits: 0, trials: 600, confidence: 0.99, low: 0, high: 0.008791654335472434),
            Case(hits: 0, trials: 0, low: 0, high: 1),
        ])
    func interval(_ c: Case) {
        let range = binomialInterval(hits: c.hits, of: c.trials, confidence: c.confidence)
        #expect(close(range.lowerBound, c.low))
        #expect(close(range.upperBound, c.high))
    }

    @Test("nothing seen in 600 trials bounds the rate at half a percent")
    func none() {
        #expect(boundForNone(of: 600) < 0.005)
        #expect(boundForNone(of: 598) > 0.0049)
        #expect(close(boundForNone(of: 1), 0.95))
        #expect(boundForNone(of: 0) == 1)
    }

    @Test("an interval holds its rate, and mirrors", arguments: 0..<30)
    func mirror(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let n = Int.random(in: 1...80, using: &random)
        let k = Int.random(in: 0...n, using: &random)
        let (a, b) = (binomialInterval(hits: k, of: n), binomialInterval(hits: n - k, of: n))
        #expect(a.contains(Double(k) / Double(n)))
        #expect(abs(a.lowerBound - (1 - b.upperBound)) < 1e-9)
        #expect(abs(a.upperBound - (1 - b.lowerBound)) < 1e-9)
    }
}
