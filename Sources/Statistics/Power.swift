import Foundation

/// How large an effect must be for a two-sided test to see it so often.
package struct Power: Sendable, Hashable {
    /// Of the test, two-sided.
    package var error: Double
    /// In how many of all runs the effect is seen: 0.8.
    package var power: Double

    package init(error: Double, power: Double = 0.8) {
        self.error = error
        self.power = power
    }

    /// So many standard errors: by the normal theory.
    package var standardErrors: Double {
        normalQuantile(1 - error / 2) + normalQuantile(power)
    }

    /// The least effect that is seen, given the spread of one block's value.
    package func leastEffect(spread: Double, blocks: Int) -> Double {
        guard blocks > 0 else { return .infinity }
        return standardErrors * standardErrorOfCentre(spread: spread, count: blocks)
    }

    /// How many blocks it takes to see an effect; nil if that is more than a million.
    package func blocks(spread: Double, effect: Double) -> Int? {
        guard effect > 0, spread >= 0, spread.isFinite else { return nil }
        let ratio = standardErrors * standardErrorOfCentre(spread: spread, count: 1) / effect
        let blocks = (ratio * ratio).rounded(.up)
        return blocks <= 1_000_000 ? max(Int(blocks), 1) : nil
    }
}

/// The standard error of a Hodges-Lehmann centre of so many normal values with a standard deviation.
///
/// Ranks need a share π/3 more values than means do where the values are normal (Pitman, 1948), fewer where tails are
/// heavy.
package func standardErrorOfCentre(spread: Double, count: Int) -> Double {
    spread * (.pi / 3 / Double(max(count, 1))).squareRoot()
}

/// The spread of values as a standard deviation, by their median distance from their median; 0 for fewer than two.
///
/// One stall in ten values moves it hardly; a standard deviation it would double.
package func robustSpread(_ values: [Double]) -> Double {
    guard values.count > 1, let middle = median(values) else { return 0 }
    // 1.4826: a normal distribution's standard deviation over its median distance.
    return 1.4826 * (median(values.map { abs($0 - middle) }) ?? 0)
}
