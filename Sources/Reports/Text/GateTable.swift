import Judgement

/// What gates, with what the judge answers, and how much this host can tell.
func addGates(_ judged: Judged, to lines: inout Lines) {
    guard let plan = judged.timing.plan else { return }
    let gates = judged.timings.filter(\.gating)
    lines.blank()
    lines.short("Timing, judged", .bold)
    lines.add(plan.text, after: "  plan: ")
    let limit = 24
    let name = max(min(lines.style.width - 2 - 74, 30), 10)
    let widths = [name, 9, 9, 8, 20, 6, 16]
    add(["measure", "baseline", "candidate", "change", "interval", "blocks", "answer"], widths, .grey, to: &lines)
    for gate in gates.prefix(limit) {
        add(row(gate), widths, gate.answer == TimingAnswer.regression.rawValue ? .red : nil, to: &lines)
        lines.add(gate.scenario, after: "    of ", .grey)
        if gate.blocksNeeded != nil { lines.add(gate.answerWords, after: "    ") }
        if !gate.explainedBy.isEmpty {
            lines.add(listed(gate.explainedBy, atMost: 8), after: "    phases that moved with it: ")
        }
        for words in gate.shapeWords(("baseline", "candidate")) { lines.add(words, after: "    ", .grey) }
    }
    if gates.count > limit { lines.short("  and \(gates.count - limit) more, in the report") }
    for copy in judged.timing.copies.prefix(limit) {
        add(["copy: " + copy.measure] + row(copy).dropFirst(), widths, .grey, to: &lines)
    }
    if let alarms = judged.timing.alarms { lines.add(alarms.words, after: "  ") }
}

private func row(_ timing: Timing) -> [String] {
    [
        shown(timing.measure, limit: 80), amount(timing.baselineMedian, timing.unit),
        amount(timing.candidateMedian, timing.unit), change(timing.ratio),
        "\(change(timing.low)) … \(change(timing.high))", "\(timing.blocks)", timing.answer,
    ]
}
