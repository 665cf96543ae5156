/// Stretches of time, overlaps taken together.
struct Intervals: Sendable {
    /// Apart from each other, in order; from the first up to the second.
    private(set) var parts: [(begin: UInt64, end: UInt64)] = []

    init(_ all: [(begin: UInt64, end: UInt64)]) {
        for part in all.filter({ $0.begin < $0.end }).sorted(by: { $0.begin < $1.begin }) {
            if let last = parts.last, part.begin <= last.end {
                parts[parts.count - 1].end = max(last.end, part.end)
            } else {
                parts.append(part)
            }
        }
    }

    /// How much of a range lies in them.
    func covered(_ range: ClosedRange<UInt64>) -> UInt64 {
        parts.reduce(0) { sum, part in
            let (begin, end) = (max(part.begin, range.lowerBound), min(part.end, range.upperBound))
            return begin < end ? sum + (end - begin) : sum
        }
    }
}
