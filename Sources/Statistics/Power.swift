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

    /// So many standard errors the effect must be, over so many blocks.
    ///
    /// An exact test of few blocks at a small error sees less than the normal theory says: of 16 blocks at 1 in 4000
    /// an effect in 0.38 of all runs instead of 0.8.
    package func standardErrors(blocks: Int) -> Double {
        rankQuantile(error: error, count: blocks) + normalQuantile(power)
    }

    /// The least effect that is seen, given the spread of one block's value.
    package func leastEffect(spread: Double, blocks: Int) -> Double {
        guard blocks > 1 else { return .infinity }
        return standardErrors(blocks: blocks) * standardErrorOfCentre(spread: spread, count: blocks)
    }

    /// How many blocks it takes to see an effect; nil if that is more than a million.
    package func blocks(spread: Double, effect: Double) -> Int? {
        guard effect > 0, spread >= 0, spread.isFinite else { return nil }
        var (low, high) = (1, 1_000_000)
        guard leastEffect(spread: spread, blocks: high) <= effect else { return nil }
        // More blocks see more: halve until one block is the difference.
        while high - low > 1 {
            let middle = (low + high) / 2
            if leastEffect(spread: spread, blocks: middle) <= effect { high = middle } else { low = middle }
        }
        return high
    }
}

/// How many standard errors a centre of so many values must be off for the exact test to reject at an error, two-sided.
///
/// Student's quantile with four degrees fewer than values: by simulation, 16 to 40 values then have the power that is
/// declared within 0.06; with one degree fewer, 16 at 1 in 4000 have 0.68 for 0.8.
package func rankQuantile(error: Double, count: Int) -> Double {
    studentQuantile(1 - error / 2, freedom: max(count - 4, 1))
}

/// The quantile of Student's distribution, above the middle, by its expansion about the normal one.
///
/// Fisher and Cornish (1960), to the fourth term: within 0.01 of the exact one for 15 degrees and 1 in 8000.
func studentQuantile(_ at: Double, freedom: Int) -> Double {
    let z = normalQuantile(at)
    guard z.isFinite, freedom > 0 else { return .infinity }
    let (n, square) = (Double(freedom), z * z)
    let terms = [
        (square + 1) / 4, ((5 * square + 16) * square + 3) / 96,
        (((3 * square + 19) * square + 17) * square - 15) / 384,
        ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160,
    ]
    return z * (1 + terms.enumerated().reduce(0) { $0 + $1.element / pow(n, Double($1.offset + 1)) })
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
