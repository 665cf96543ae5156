import Foundation

/// The value below which the share `at` of a standard normal distribution lies; infinite at 0 and 1.
///
/// By halving `erfc`, to the last digits: it is asked a few times a judgement.
package func normalQuantile(_ at: Double) -> Double {
    guard at > 0 else { return -.infinity }
    guard at < 1 else { return .infinity }
    guard at != 0.5 else { return 0 }
    // The nearer tail keeps its digits; the other is its mirror image.
    let tail = min(at, 1 - at)
    var (low, high) = (0.0, 40.0)
    for _ in 0..<200 {
        let middle = (low + high) / 2
        guard middle > low, middle < high else { break }
        if erfc(middle / 2.0.squareRoot()) / 2 > tail { low = middle } else { high = middle }
    }
    return at < 0.5 ? -(low + high) / 2 : (low + high) / 2
}

/// The share of a standard normal distribution that lies below a value.
package func normalShare(below value: Double) -> Double {
    erfc(-value / 2.0.squareRoot()) / 2
}
