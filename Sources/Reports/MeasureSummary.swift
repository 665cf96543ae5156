import Facets
import Judgement
import Statistics

/// One measure over all scenarios of a cell: what a reader wants to know before the many single comparisons.
struct MeasureSummary: Sendable {
    var measure: String
    var cell: String
    var unit: String
    var scenarios: Int
    /// The fewest rounds that any scenario has.
    var blocks: Int
    /// The middle of the scenarios' medians.
    var baseline: Double
    var candidate: Double
    /// The middle of the scenarios' ratios, and the quarters beside it.
    var ratio: Double
    var low: Double
    var high: Double
}

/// The measures, end-to-end ones first, then by how many scenarios have them.
///
/// Measures of one subject of several (`main.left/exec-start`) are told only in the full table.
func summaries(_ timings: [Timing]) -> [MeasureSummary] {
    struct Key: Hashable {
        var cell: String
        var measure: String
        var unit: String
    }
    let groups = Dictionary(grouping: timings.filter { !$0.measure.contains("/") }) {
        Key(cell: $0.cell, measure: $0.measure, unit: $0.unit)
    }
    return groups.compactMap { key, all -> MeasureSummary? in
        let ratios = all.map(\.ratio)
        guard let baseline = median(all.map(\.baselineMedian)), let candidate = median(all.map(\.candidateMedian)),
            let ratio = median(ratios), let low = quantile(ratios, 0.25), let high = quantile(ratios, 0.75)
        else { return nil }
        return MeasureSummary(
            measure: key.measure, cell: key.cell, unit: key.unit, scenarios: all.count,
            blocks: all.map(\.blocks).min() ?? 0, baseline: baseline, candidate: candidate, ratio: ratio, low: low,
            high: high)
    }.sorted { a, b in
        if a.cell != b.cell { return a.cell < b.cell }
        if a.rank != b.rank { return a.rank < b.rank }
        return a.scenarios == b.scenarios ? (a.measure, a.unit) < (b.measure, b.unit) : a.scenarios > b.scenarios
    }
}

extension MeasureSummary {
    /// End to end first (design, "A trial").
    fileprivate var rank: Int {
        Measure.endToEnd.firstIndex(of: measure) ?? Measure.endToEnd.count
    }
}
