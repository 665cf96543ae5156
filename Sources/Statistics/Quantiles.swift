/// The middle of the values, or the mean of the two in the middle; nil for none.
package func median(_ values: [Double]) -> Double? {
    quantile(values, 0.5)
}

/// The value below which the share `at` of the values lies, by straight lines between ranks; nil for none.
///
/// This is type 7 of Hyndman and Fan (1996), which numpy and R use unless told otherwise. `at` is held to 0...1.
package func quantile(_ values: [Double], _ at: Double) -> Double? {
    quantile(ofSorted: values.sorted(), at)
}

/// The same for values that are in order already.
func quantile(ofSorted sorted: [Double], _ at: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let place = Double(sorted.count - 1) * min(max(at, 0), 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return last }
    let share = place - Double(below)
    return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below])
}
