import Judgement

/// The comparisons that are furthest apart, as a table.
func addTimings(_ timings: [Timing], to lines: inout Lines) {
    guard !timings.isEmpty else { return }
    let top = byInterest(timings).prefix(10)
    lines.blank()
    lines.short(
        "Timings: \(top.count) of \(timings.count), those furthest apart first (candidate against baseline)", .bold)
    // What is left of the line after the columns of numbers goes to the two names.
    let names = max(lines.style.width - 2 - 46, 24)
    for (place, timing) in top.enumerated() {
        let range = "\(change(timing.low)) … \(change(timing.high))"
        let cells = [
            padded(shown(timing.measure, limit: 80), names / 2),
            padded(shown(timing.scenario, limit: 80), names - names / 2 - 1),
            padded(amount(timing.baselineMedian, timing.unit), 8),
            padded(amount(timing.candidateMedian, timing.unit), 8),
            padded(change(timing.ratio), 8), range,
        ]
        if place == 0 {
            let heads = [
                padded("measure", names / 2), padded("scenario", names - names / 2 - 1), padded("baseline", 8),
                padded("candid.", 8), padded("change", 8), "interval",
            ]
            lines.short("  " + heads.joined(separator: " "), .grey)
        }
        lines.short("  " + cells.joined(separator: " "))
    }
}
