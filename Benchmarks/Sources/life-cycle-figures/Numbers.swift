import Foundation

/// The value at a share of the sorted values; 0 where there is none.
func quantile(_ values: [Double], _ share: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    return values.sorted()[min(values.count - 1, Int(Double(values.count) * share))]
}

func median(_ values: [Double]) -> Double { quantile(values, 0.5) }

/// Nanoseconds as milliseconds, with two places.
func milliseconds(_ nanoseconds: Double) -> String { String(format: "%.2f", nanoseconds / 1e6) }

func places(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }
