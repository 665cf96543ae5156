/// Two humps of values where there would be one: a poll period, a cache that is warm or cold.
public struct Humps: Sendable, Hashable {
    /// The median of each hump.
    package var low: Double
    package var high: Double
    /// What share of the values belongs to the higher one.
    package var share: Double

    /// Fewer values than this show no shape.
    static let least = 40
    /// The lesser hump has at least this share; less is a tail.
    static let leastShare = 0.15
    /// How many spreads the humps must be apart: a normal distribution cut in half reaches 2.7, an even one 3.5.
    static let apart = 5.0
    /// At most this share lies in the middle third between the humps: an even distribution has a sixth there, an
    /// exponential one an eighth.
    static let mostBetween = 0.04
}

/// The two humps of the values, if they have two that stand clear of one another; nil for one, or too few values.
///
/// The values are cut where that explains most of their variance; the distance between the parts in units of what they
/// scatter then tells (Ashman, Bird and Zepf, 1994).
public func humps(_ values: [Double]) -> Humps? {
    let sorted = values.filter(\.isFinite).sorted()
    let n = sorted.count
    guard n >= Humps.least, let first = sorted.first else { return nil }
    // Sums from the first value on, so that large values with small differences lose no digits.
    var sums = [0.0]
    var squares = [0.0]
    for (place, value) in sorted.enumerated() {
        let x = value - first
        sums.append(sums[place] + x)
        squares.append(squares[place] + x * x)
    }
    let least = max(2, Int((Double(n) * Humps.leastShare).rounded(.up)))
    var best: (cut: Int, gain: Double)?
    for cut in stride(from: least, through: n - least, by: 1) {
        let distance = sums[cut] / Double(cut) - (sums[n] - sums[cut]) / Double(n - cut)
        let gain = Double(cut) * Double(n - cut) * distance * distance
        if gain > best?.gain ?? 0 { best = (cut, gain) }
    }
    guard let cut = best?.cut else { return nil }
    let (low, high) = (sums[cut] / Double(cut), (sums[n] - sums[cut]) / Double(n - cut))
    let spread =
        max(0, squares[cut] / Double(cut) - low * low)
        + max(0, (squares[n] - squares[cut]) / Double(n - cut) - high * high)
    guard 2.0.squareRoot() * (high - low) > Humps.apart * spread.squareRoot(),
        let lowMiddle = median(Array(sorted[..<cut])), let highMiddle = median(Array(sorted[cut...]))
    else { return nil }
    let third = (highMiddle - lowMiddle) / 3
    let between = sorted.count { $0 > lowMiddle + third && $0 < highMiddle - third }
    guard Double(between) <= Humps.mostBetween * Double(n) else { return nil }
    return Humps(low: lowMiddle, high: highMiddle, share: Double(n - cut) / Double(n))
}
