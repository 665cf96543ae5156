package import Proofs

/// A proof for a terminal: the table of faults, the rates with their bounds, times, and what is left open.
package func renderProof(_ record: ProofRecord, style: TextStyle = TextStyle()) -> String {
    var lines = Lines(style)
    lines.short("Proof of the judge: \(record.verdictWords), exit \(record.exit)", .bold)
    lines.add(record.contender, after: "  over       ")
    lines.add(
        "kumite \(record.kumite), seed \(record.seed), \(record.asOf), \(duration(record.nanoseconds))",
        after: "  made by    ")
    addFaults(record.faults, "Faults", to: &lines)
    addFaults(record.intermittent, "The same, committed 1 time in 10", to: &lines)
    if let timing = record.timing { addTimes(timing, to: &lines) }
    lines.blank()
    lines.short("Rates, with 95 % confidence", .bold)
    for (name, words) in record.rateLines { lines.add(words, after: "  \(name): ") }
    for line in record.alarmLines { lines.add(line, after: "  - ", .yellow) }
    if let power = record.power { addPower(power, to: &lines) }
    let open = record.openLines
    if !open.isEmpty {
        lines.blank()
        lines.short("Not proved", .bold)
        for line in open { lines.add(line, after: "  - ") }
    }
    return lines.text
}

private func addFaults(_ outcomes: [FaultOutcome], _ title: String, to lines: inout Lines) {
    let tried = outcomes.filter { $0.state == .caught || $0.state == .missed }
    guard !tried.isEmpty else { return }
    lines.blank()
    lines.short(title, .bold)
    let name = min(max(tried.map { columns($0.label) }.max() ?? 12, 12), 40)
    let widths = [name, 6, 28, 6, 9, max(lines.style.width - name - 61, 16)]
    add(["fault", "caught", "as", "trials", "placed", "by"], widths, .grey, to: &lines)
    for outcome in tried {
        let by = outcome.finding?.scenario ?? outcome.elsewhere.first.map { "found instead: \($0)" } ?? "-"
        let cells = [
            shown(outcome.label, limit: 80), outcome.state == .caught ? "yes" : "NO", outcome.classWords,
            "\(outcome.trials)", outcome.placeWords, shown(by, limit: 120),
        ]
        add(cells, widths, outcome.state == .missed ? .red : outcome.isRight ? nil : .yellow, to: &lines)
        if outcome.state == .missed {
            let how = "looked for in \(outcome.stages.joined(separator: ", "))" + (outcome.why.map { "; \($0)" } ?? "")
            lines.add(how, after: "    ")
        }
    }
}

private func addTimes(_ timing: TimingProof, to lines: inout Lines) {
    lines.blank()
    lines.short("Slow-downs", .bold)
    for line in timing.methodLines { lines.add(line, after: "  ") }
    let widths = [24, 18, 8, 9, 20, 6, 14]
    add(["fault", "measure", "planted", "seen", "interval", "blocks", "answer"], widths, .grey, to: &lines)
    for answer in timing.answers {
        let cells = [
            shown(answer.fault, limit: 60), answer.measure, "+\(answer.percent) %", change(answer.ratio),
            "\(change(answer.low)) … \(change(answer.high))", "\(answer.blocks)", answer.answer,
        ]
        add(cells, widths, nil, to: &lines)
    }
    guard let counts = timing.curveRows.first?.points.map(\.blocks) else { return }
    lines.blank()
    lines.short("How often resampled runs catch it, by the most blocks they may have", .bold)
    let columns = [24, 18, 8] + counts.map { _ in 12 } + [18]
    add(
        ["fault", "measure", "planted"] + counts.map { "\($0) blocks" } + ["called no slower"], columns, .grey,
        to: &lines)
    for row in timing.curveRows {
        let cells =
            [shown(row.fault, limit: 60), row.measure, "+\(row.percent) %"] + row.points.map { percentage($0.caught) }
            + [percentage(row.points.last?.calledEqual ?? ProofRate(0, of: 0))]
        add(cells, columns, nil, to: &lines)
    }
}

private func addPower(_ power: ScenarioPower, to lines: inout Lines) {
    lines.blank()
    lines.short(
        "\(power.minimal.count) of \(counted(power.scenarios.count, "scenario")) catch all that is caught", .bold)
    for id in power.minimal { lines.add(id, after: "  ") }
    lines.add(
        "\(power.spare.count) catch nothing that no other does (each alone can be left out): "
            + listed(power.spare, atMost: 400), after: "  ")
}
