import Foundation

/// Where paired differences lie, by Wilcoxon's signed ranks: estimate, interval, and the test against no difference.
public struct SignedRank: Sendable, Hashable {
    /// The Hodges-Lehmann centre of the differences.
    public var estimate: Double
    public var low: Double
    public var high: Double
    /// The confidence that low and high really have: exact, so at least what was asked where so few values can give it.
    public var confidence: Double
    /// Two-sided, exact; zeros are dropped, equal ones share their ranks.
    public var p: Double
    /// How many differences there are, zeros included.
    public var count: Int
}

/// The signed-rank test and interval of paired differences; nil for none.
///
/// The interval inverts the test: it ends at two of the ordered means of pairs. Fewer than six values can't give 95 %;
/// then it spans all of them, and `confidence` says what that is worth.
public func signedRank(_ differences: [Double], confidence: Double = 0.95) -> SignedRank? {
    let averages = walshAverages(differences)
    guard let first = averages.first, let last = averages.last,
        let estimate = quantile(ofSorted: averages, 0.5)
    else { return nil }
    let n = differences.count
    let null = signedRankNull(ranks: Array(1...n))
    var (low, high, cut) = (first, last, 0)
    var below = 0.0
    for (sum, probability) in null.enumerated() where sum < averages.count / 2 {
        below += probability
        guard 2 * below <= 1 - confidence else { break }
        // Sums 0...cut are out on each side.
        cut = sum
        (low, high) = (averages[sum], averages[averages.count - 1 - sum])
    }
    let out = null.prefix(cut + 1).reduce(0, +)
    return SignedRank(
        estimate: estimate, low: low, high: high, confidence: max(0, 1 - 2 * out),
        p: signedRankP(differences), count: n)
}

/// The exact two-sided p of the signed-rank test.
private func signedRankP(_ differences: [Double]) -> Double {
    let rest = differences.filter { $0 != 0 }.sorted { abs($0) < abs($1) }
    guard !rest.isEmpty else { return 1 }
    // Twice the ranks, so that the ranks that equal ones share stay whole numbers.
    var ranks: [Int] = []
    var positive = 0
    var begin = 0
    while begin < rest.count {
        var end = begin
        while end < rest.count, abs(rest[end]) == abs(rest[begin]) { end += 1 }
        for i in begin..<end {
            ranks.append(begin + end + 1)
            if rest[i] > 0 { positive += begin + end + 1 }
        }
        begin = end
    }
    let null = signedRankNull(ranks: ranks)
    let smaller = min(positive, null.count - 1 - positive)
    return min(1, 2 * null.prefix(smaller + 1).reduce(0, +))
}

/// How likely each sum of positive ranks is, from 0 on, if every sign is a fair coin.
///
/// By recurrence: each rank is in the sum or not. Halving at each step keeps the numbers probabilities, so that no
/// count of ranks overflows.
func signedRankNull(ranks: [Int]) -> [Double] {
    var null = [1.0]
    for rank in ranks {
        var next = [Double](repeating: 0, count: null.count + rank)
        for (sum, probability) in null.enumerated() {
            next[sum] += probability / 2
            next[sum + rank] += probability / 2
        }
        null = next
    }
    return null
}
