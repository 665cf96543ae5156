import Foundation

/// The exact test of two sides whose trials fall into any number of kinds; `counts` has, per kind, how many of each.
///
/// It sums the tables with the same margins that are no more likely than the one seen (Freeman and Halton, 1951); for
/// two kinds that is Fisher's two-sided test. Of many trials the rarer kinds are taken as one, so that time is bounded;
/// that looks only at the kinds' totals, so the test stays exact.
package func freemanHaltonTest(_ counts: [(first: Int, second: Int)]) -> Double {
    let rows = lumped(counts.filter { $0.first + $0.second > 0 })
    let first = rows.reduce(0) { $0 + $1.first }
    let all = rows.reduce(0) { $0 + $1.first + $1.second }
    guard rows.count > 1, first > 0, first < all else { return 1 }

    let logs = LogFactorials(upTo: all)
    let seen = rows.reduce(0.0) { $0 + logs.choose($1.first + $1.second, $1.first) }
    // Per sum of the first column: how many tables, by the logarithm of their weight. Kinds of one size are
    // interchangeable, and weights are kept to twelve digits, so that equal ones meet.
    var states: [Int: [Int64: Double]] = [0: [0: 1]]
    var left = all
    for total in rows.map({ $0.first + $0.second }).sorted(by: >) {
        left -= total
        var next: [Int: [Int64: Double]] = [:]
        for (sum, weights) in states {
            for k in max(0, first - sum - left)...max(0, min(total, first - sum)) {
                guard k <= total, sum + k <= first, first - sum - k <= left else { continue }
                let step = Int64((logs.choose(total, k) * 1e12).rounded())
                for (weight, tables) in weights { next[sum + k, default: [:]][weight + step, default: 0] += tables }
            }
        }
        states = next
    }
    let denominator = logs.choose(all, first)
    let tail = (states[first] ?? [:]).filter { Double($0.key) / 1e12 <= seen + 1e-7 }
        .sorted { $0.key < $1.key }
        .reduce(0.0) { $0 + $1.value * exp(Double($1.key) / 1e12 - denominator) }
    return min(tail, 1)
}

/// The rows with the rarer ones taken as one where there are many trials: the number of tables grows as trials to the
/// power of kinds.
private func lumped(_ rows: [(first: Int, second: Int)]) -> [(first: Int, second: Int)] {
    let trials = rows.reduce(0) { $0 + $1.first + $1.second }
    let kinds = trials <= 64 ? rows.count : trials <= 128 ? 6 : 2
    guard rows.count > kinds else { return rows }
    // By totals; the place decides between equal ones, for sort(by:) does not promise to keep it.
    let order = rows.enumerated().sorted {
        let (a, b) = ($0.element.first + $0.element.second, $1.element.first + $1.element.second)
        return a == b ? $0.offset < $1.offset : a > b
    }.map(\.element)
    let rest = order[(kinds - 1)...].reduce((first: 0, second: 0)) { ($0.first + $1.first, $0.second + $1.second) }
    return order[..<(kinds - 1)] + [rest]
}
