import Foundation
import Judgement

/// The comparisons of measures, those furthest apart first, each with its interval drawn.
func timings(_ timings: [Timing]) -> Markup {
    guard !timings.isEmpty else { return .none }
    let limit = 200
    let rows = byInterest(timings).prefix(limit).map { timing -> [Markup] in
        [
            "\(timing.measure)", "\(timing.scenario)", "\(amount(timing.baselineMedian, timing.unit))",
            "\(amount(timing.candidateMedian, timing.unit))", "\(change(timing.ratio))",
            bar(timing.low, timing.ratio, timing.high),
            "\(change(timing.low)) … \(change(timing.high))", "\(timing.blocks)", "\(timing.answer)",
        ]
    }
    let heads: [StaticString] = [
        "measure", "scenario", "baseline", "candidate", "change", "half … twice", "interval", "blocks", "answer",
    ]
    let middles = summaries(timings).prefix(limit).map { summary -> [Markup] in
        [
            "\(summary.measure)", "\(summary.scenarios)", "\(amount(summary.baseline, summary.unit))",
            "\(amount(summary.candidate, summary.unit))", "\(change(summary.ratio))",
            bar(summary.low, summary.ratio, summary.high), "\(change(summary.low)) … \(change(summary.high))",
            "\(summary.blocks)", "\(summary.cell)",
        ]
    }
    let middleHeads: [StaticString] = [
        "measure", "scenarios", "baseline", "candidate", "change", "half … twice", "half of the scenarios", "rounds",
        "cell",
    ]
    return """
        <section><h2>Measures over their scenarios</h2>
        <p class="dim">The middle of the scenarios' medians, and of their ratios.</p>
        \(table(middleHeads, middles))</section>
        <section><h2>Timings</h2>
        <p class="dim">The candidate's against the baseline's, over interleaved rounds; those furthest apart first.</p>
        \(table(heads, rows))\(more(timings.count, limit))</section>
        """
}

/// The interval and estimate on a scale of logarithms from half to twice, the middle being no change.
private func bar(_ low: Double, _ ratio: Double, _ high: Double) -> Markup {
    let (low, at, high) = (place(low), place(ratio), place(high))
    return """
        <svg width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="\(change(ratio))">\
        <line class="axis" x1="60" y1="0" x2="60" y2="14"/><line class="axis" x1="0" y1="7" x2="120" y2="7"/>\
        <line class="span" x1="\(low)" y1="7" x2="\(high)" y2="7"/><circle class="dot" cx="\(at)" cy="7" r="3"/></svg>
        """
}

private func place(_ ratio: Double) -> Int {
    guard ratio > 0, ratio.isFinite else { return 60 }
    return 60 + Int((56 * min(max(log2(ratio), -1), 1)).rounded())
}
