import Foundation

/// The rates that so many hits in so many trials leave possible, by the exact interval of Clopper and Pearson (1934).
///
/// - Parameter confidence: of the interval as a whole, 0.95 unless said. No trials leave every rate possible.
package func binomialInterval(hits: Int, of trials: Int, confidence: Double = 0.95) -> ClosedRange<Double> {
    guard trials > 0 else { return 0...1 }
    let k = min(max(hits, 0), trials)
    let tail = (1 - min(max(confidence, 0), 1)) / 2
    let logs = LogFactorials(upTo: trials)
    // P(at least k | rate) rises with the rate, P(at most k | rate) falls.
    let low = k == 0 ? 0 : rate { upperTail(from: k, of: trials, $0, logs) < tail }
    let high = k == trials ? 1 : rate { 1 - upperTail(from: k + 1, of: trials, $0, logs) > tail }
    return low...max(low, high)
}

/// The rate that is still possible, with the confidence given, if nothing was seen in so many trials.
///
/// For 0.95 this is about 3/n, the rule of three: "0 of 600: below 0.5 %".
package func boundForNone(of trials: Int, confidence: Double = 0.95) -> Double {
    guard trials > 0 else { return 1 }
    return 1 - pow(1 - min(max(confidence, 0), 1), 1 / Double(trials))
}

/// The rate below which `isBelow` holds, by halving until doubles have no number between.
private func rate(_ isBelow: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 {
        let middle = (low + high) / 2
        guard middle > low, middle < high else { break }
        if isBelow(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
}

/// P(at least k hits of n) at a rate strictly between 0 and 1.
private func upperTail(from k: Int, of n: Int, _ rate: Double, _ logs: LogFactorials) -> Double {
    let (hit, miss) = (log(rate), log1p(-rate))
    var sum = 0.0
    for i in stride(from: k, through: n, by: 1) {
        sum += exp(logs.choose(n, i) + Double(i) * hit + Double(n - i) * miss)
    }
    return min(sum, 1)
}
