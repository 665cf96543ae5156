/// The p values, each raised to the least share of false discoveries at which it would be one.
///
/// Benjamini and Hochberg (1995): of those at or below q, on average no more than the share q is false.
///
/// - Returns: In the order given; what is no number counts as 1.
public func falseDiscoveryRates(_ p: [Double]) -> [Double] {
    let values = p.map { $0.isFinite ? min(max($0, 0), 1) : 1 }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var rates = [Double](repeating: 1, count: values.count)
    var least = 1.0
    for (rank, place) in order.enumerated().reversed() {
        least = min(least, values[place] * Double(values.count) / Double(rank + 1))
        rates[place] = least
    }
    return rates
}
