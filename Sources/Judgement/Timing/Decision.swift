package import Statistics

/// What the judge answers about one measure (design, "The judge", 3).
package enum TimingAnswer: String, Sendable, Hashable, Codable, CaseIterable {
    /// Slower, by the floor at least.
    case regression
    /// Faster, by the floor at least.
    case improvement
    /// Neither slower nor faster by the margin.
    case equivalent
    /// Not slower by the margin.
    case notSlower = "not-slower"
    case inconclusive
    /// No policy gates it.
    case shown
}

/// How large a change must be to count, in logarithms.
package struct TimingBounds: Sendable, Hashable {
    package var floor: Double
    package var margin: Double

    package init(floor: Double, margin: Double) {
        self.floor = floor
        self.margin = margin
    }

    /// The answer of an interval; inconclusive where it allows several.
    package func answer(_ place: SignedRank) -> TimingAnswer {
        if place.low > 0, place.estimate >= floor { return .regression }
        if place.high < 0, place.estimate <= -floor { return .improvement }
        if place.high < margin { return place.low > -margin ? .equivalent : .notSlower }
        return .inconclusive
    }
}

/// What the looks at a comparison's blocks came to.
package struct Decision: Sendable, Hashable {
    package var answer: TimingAnswer
    /// At the look that decided, else at the last one.
    package var place: SignedRank
    package var look: Look
    /// The standard error of the estimate, by the interval's own width.
    package var standardError: Double

    /// The least effect, in logarithms, that these blocks show in four of five runs.
    package var detectable: Double { Power(error: look.error).standardErrors(blocks: place.count) * standardError }
}

/// Looks at blocks as they came, and stops at the first look that decides; nil before the first look.
///
/// - Parameters:
///   - shifts: Each block's shift of logarithms, by the block's number; those that were lost are left out.
///   - asked: How many blocks were carried out, those that were lost included.
package func decide(_ shifts: [Int: Double], asked: Int, looks: [Look], _ bounds: TimingBounds) -> Decision? {
    var last: Decision?
    let ordered = shifts.sorted { $0.key < $1.key }
    for look in looks where look.blocks <= asked {
        let values = ordered.prefix { $0.key < look.blocks }.map(\.value)
        guard let place = signedRank(values, confidence: 1 - look.error), place.confidence >= 1 - look.error else {
            continue
        }
        let width = (place.high - place.low) / 2
        last = Decision(
            answer: bounds.answer(place), place: place, look: look,
            standardError: width / rankQuantile(error: look.error, count: place.count))
        if last?.answer != .inconclusive { break }
    }
    return last
}

/// How many blocks would decide what so many did not, in four of five runs; nil if more than a million.
func blocksNeeded(_ decision: Decision, last: Look, _ bounds: TimingBounds) -> Int? {
    let estimate = decision.place.estimate
    // What is easiest to show: that it is slower, that it is not by the margin, or that it is faster.
    let ways = [
        estimate >= bounds.floor ? estimate : 0, bounds.margin - estimate, estimate <= -bounds.floor ? -estimate : 0,
    ]
    let spread = decision.standardError / standardErrorOfCentre(spread: 1, count: decision.place.count)
    return Power(error: last.error).blocks(spread: spread, effect: ways.max() ?? 0)
        .map { max($0, decision.place.count + 1) }
}
