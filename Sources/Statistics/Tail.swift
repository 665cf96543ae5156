/// The far end of some times: what an average hides.
public struct Tail: Sendable, Hashable {
    package var count: Int
    /// The largest value, over the median.
    package var longest: Double
    /// Values over twice the median.
    public var stalls: Int
    /// The rate of stalls that is still possible with 95 % confidence.
    package var bound: Double
    /// The value that one in twenty exceeds, over the median; nil for fewer than 400 values, which can't tell it.
    package var percentile95: Double?
    /// The value that one in a hundred exceeds, over the median; nil for fewer than 2000 values.
    package var percentile99: Double?
}

/// The tail of positive values; nil for none.
public func tail(_ values: [Double]) -> Tail? {
    let sorted = values.filter { $0.isFinite && $0 > 0 }.sorted()
    guard let middle = quantile(ofSorted: sorted, 0.5), let last = sorted.last else { return nil }
    let stalls = sorted.count { $0 > 2 * middle }
    // A quantile needs twenty values beyond it.
    func percentile(_ at: Double) -> Double? {
        guard Double(sorted.count) * (1 - at) >= 20 - 1e-9 else { return nil }
        return quantile(ofSorted: sorted, at).map { $0 / middle }
    }
    return Tail(
        count: sorted.count, longest: last / middle, stalls: stalls, bound: rateBound(hits: stalls, of: sorted.count),
        percentile95: percentile(0.95), percentile99: percentile(0.99))
}

/// The rate that so many hits of so many do not exceed, with the confidence given: one-sided and exact.
package func rateBound(hits: Int, of trials: Int, confidence: Double = 0.95) -> Double {
    guard hits > 0 else { return boundForNone(of: trials, confidence: confidence) }
    // The upper end of a two-sided interval whose upper tail is what a one-sided bound leaves out.
    return binomialInterval(hits: hits, of: trials, confidence: 2 * confidence - 1).upperBound
}
