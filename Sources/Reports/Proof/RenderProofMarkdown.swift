package import Proofs

/// A proof as Markdown, with every fault in a table.
package func renderProofMarkdown(_ record: ProofRecord) -> String {
    var lines = [
        "## Proof of the judge: \(record.verdictWords), exit \(record.exit)", "",
        "- Over: \(codeSpan(record.contender, limit: 600))",
        "- kumite \(codeSpan(record.kumite)), seed \(record.seed), \(record.asOf), \(duration(record.nanoseconds))",
    ]
    lines += record.rateLines.map { "- \($0.name): \($0.words)" }
    lines += record.alarmLines.map { "  - " + codeSpan($0, limit: 400) }
    lines += table(record.faults + record.intermittent)
    if let timing = record.timing { lines += times(timing) }
    if let power = record.power {
        lines += [
            "", "### \(power.minimal.count) of \(counted(power.scenarios.count, "scenario")) catch all that is caught",
            "",
        ]
        lines += power.minimal.map { "- " + codeSpan($0) }
        lines += ["", "Catch nothing that no other does: \(codeSpans(power.spare, atMost: 400))"]
    }
    let open = record.openLines
    if !open.isEmpty { lines += ["", "### Not proved", ""] + open.map { "- " + codeSpan($0, limit: 400) } }
    return lines.joined(separator: "\n") + "\n"
}

private func table(_ outcomes: [FaultOutcome]) -> [String] {
    guard !outcomes.isEmpty else { return [] }
    let heads = [
        "", "| fault | caught | as | facet | by | trials | first divergence |",
        "| --- | --- | --- | --- | --- | ---: | --- |",
    ]
    return heads + outcomes.map(line)
}

private func line(_ outcome: FaultOutcome) -> String {
    let caught: String =
        switch outcome.state {
        case .caught: "yes"
        case .missed: "**no**"
        default: outcome.state.rawValue
        }
    let head = [codeSpan(outcome.label, limit: 80), caught]
    guard let finding = outcome.finding else { return row(head + ["", "", "", "\(outcome.trials)", ""]) }
    let found = [outcome.classWords, codeSpan(finding.facet, limit: 120), codeSpan(finding.scenario, limit: 120)]
    return row(head + found + ["\(outcome.trials)", codeSpan(outcome.placeWords)])
}

private func times(_ timing: TimingProof) -> [String] {
    var lines = ["", "### Slow-downs", ""] + timing.methodLines.map { "- \($0)" }
    lines += [
        "", "| fault | measure | planted | seen | interval | blocks | answer |",
        "| --- | --- | ---: | ---: | --- | ---: | --- |",
    ]
    lines += timing.answers.map { answer in
        row([
            codeSpan(answer.fault), answer.measure, "+\(answer.percent) %", change(answer.ratio),
            "\(change(answer.low)) … \(change(answer.high))", "\(answer.blocks)", answer.answer,
        ])
    }
    guard let counts = timing.curveRows.first?.points.map(\.blocks) else { return lines }
    lines += [
        "", "How often resampled runs catch it:", "",
        row(["fault", "measure", "planted"] + counts.map { "\($0) blocks" } + ["called no slower"]),
        row(["---", "---", "---:"] + counts.map { _ in "---:" } + ["---:"]),
    ]
    return lines
        + timing.curveRows.map { one in
            row(
                [codeSpan(one.fault), one.measure, "+\(one.percent) %"] + one.points.map { percentage($0.caught) }
                    + [percentage(one.points.last?.calledEqual ?? ProofRate(0, of: 0))])
        }
}

private func row(_ cells: [String]) -> String {
    // A bar would end the cell, also within a code span.
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
}
