import Statistics

/// How often something was seen, with what that leaves possible.
package struct ProofRate: Sendable, Hashable, Codable {
    package var hits: Int
    package var of: Int
    /// The exact 95 % interval of the rate, as ratios; six digits.
    package var low: Double
    package var high: Double
    /// The rate that is still possible with 95 % confidence, one-sided.
    package var bound: Double
    /// The rate that there is at least with 95 % confidence, one-sided.
    package var atLeast: Double

    package init(_ hits: Int, of trials: Int) {
        self.hits = hits
        of = trials
        let interval = binomialInterval(hits: hits, of: trials)
        low = sixDigits(interval.lowerBound)
        high = sixDigits(interval.upperBound)
        bound = sixDigits(rateBound(hits: hits, of: trials))
        atLeast = sixDigits(1 - rateBound(hits: trials - hits, of: trials))
    }

    /// `0 of 300: below 1 %`, `3 of 300: 1 %, between 0.2 % and 2.9 %`; never a bare zero.
    package var words: String {
        guard of > 0 else { return "none was made, so nothing is known" }
        if hits == 0 { return "0 of \(of): below \(percent(bound, .up))" }
        if hits == of { return "\(hits) of \(of): at least \(percent(atLeast, .down))" }
        return "\(hits) of \(of): \(percent(Double(hits) / Double(of), .toNearestOrEven)), "
            + "between \(percent(low, .down)) and \(percent(high, .up))"
    }
}

/// A share in percent with at most one digit after the point.
private func percent(_ share: Double, _ rule: FloatingPointRoundingRule) -> String {
    // A last bit above a whole tenth is no tenth more.
    let slack = rule == .up ? -1e-9 : rule == .down ? 1e-9 : 0
    let tenths = Int((share * 1000 + slack).rounded(rule))
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
}
