/// By how much `second` lies above `first`: the median of all differences of a pair; nil if either is empty.
///
/// The estimate that belongs to the rank-sum test (Hodges and Lehmann, 1963); one outlier doesn't move it far.
public func hodgesLehmannShift(from first: [Double], to second: [Double]) -> Double? {
    median(second.flatMap { b in first.map { a in b - a } })
}

/// The centre of the values: the median of the means of all pairs, each value with itself included; nil for none.
package func hodgesLehmannCentre(_ values: [Double]) -> Double? {
    quantile(ofSorted: walshAverages(values), 0.5)
}

/// The means of all pairs with repetition, in order.
func walshAverages(_ values: [Double]) -> [Double] {
    var averages: [Double] = []
    averages.reserveCapacity(values.count * (values.count + 1) / 2)
    for i in values.indices {
        for j in i..<values.count { averages.append((values[i] + values[j]) / 2) }
    }
    return averages.sorted()
}
