import Judgement

/// The measures over all scenarios, as a table; the single comparisons are in the page and in the object of `--json`.
func addTimings(_ timings: [Timing], to lines: inout Lines) {
    let all = summaries(timings)
    guard let blocks = all.map(\.blocks).min() else { return }
    let limit = 12
    lines.blank()
    lines.short("Measures over their scenarios, \(counted(blocks, "round")) or more; shown, not judged", .bold)
    let name = max(min(lines.style.width - 2 - 62, 24), 12)
    let heads = ["measure", "scenarios", "baseline", "candidate", "change", "half of the scenarios"]
    let widths = [name, 9, 9, 9, 8, 22]
    add(heads, widths, .grey, to: &lines)
    for summary in all.prefix(limit) {
        let cells = [
            shown(summary.measure, limit: 80), "\(summary.scenarios)", amount(summary.baseline, summary.unit),
            amount(summary.candidate, summary.unit), change(summary.ratio),
            "\(change(summary.low)) … \(change(summary.high))",
        ]
        add(cells, widths, nil, to: &lines)
    }
    if all.count > limit { lines.short("  and \(all.count - limit) more, in the report") }
}

func add(_ cells: [String], _ widths: [Int], _ colour: TextStyle.Colour?, to lines: inout Lines) {
    let text = zip(cells, widths).map(padded).joined(separator: " ")
    lines.short("  " + String(text.reversed().drop { $0 == " " }.reversed()), colour)
}
