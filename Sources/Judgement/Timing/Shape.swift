import Foundation
import Statistics

/// The shape of one side's times: what a middle hides.
package struct TimingShape: Sendable, Hashable, Codable {
    package var values: Int
    /// The largest over the median.
    package var longest: Double
    /// Values over twice the median.
    package var stalls: Int
    /// The rate of stalls that is still possible with 95 % confidence.
    package var stallBound: Double
    /// What one value in twenty exceeds, over the median; nil for too few values to tell.
    package var percentile95: Double?
    package var percentile99: Double?
    /// Nil where there is one hump.
    package var humps: TimingHumps?
}

/// Two humps, in the measure's unit, and the share of the higher one.
package struct TimingHumps: Sendable, Hashable, Codable {
    package var low: Double
    package var high: Double
    package var share: Double
}

extension TimingShape {
    /// Fewer values have no shape.
    private static let least = 20

    /// The shape of a side's values; nil for too few.
    init?(_ values: [Double]) {
        guard values.count >= Self.least, let tail = Statistics.tail(values) else { return nil }
        self.values = tail.count
        longest = sixDigits(tail.longest)
        stalls = tail.stalls
        stallBound = sixDigits(tail.bound)
        percentile95 = tail.percentile95.map(sixDigits)
        percentile99 = tail.percentile99.map(sixDigits)
        humps = Statistics.humps(values.map { log($0) }).map {
            TimingHumps(low: sixDigits(exp($0.low)), high: sixDigits(exp($0.high)), share: sixDigits($0.share))
        }
    }
}
