import Facets
import Judgement

/// The report as Markdown for a pipeline's summary: the verdict first, then what blocks; at most 60 lines, ever.
package func renderMarkdown(_ input: ReportInput) -> String {
    let head = markdownHead(input)
    let foot = ["Archive: " + codeSpan(input.archive)]
    let limit = markdownLines - head.count - foot.count
    return (head + fitted(sections(input), lines: limit) + foot).joined(separator: "\n") + "\n"
}

/// What a summary may take of a page that other tools share (issue 4).
let markdownLines = 60

private func markdownHead(_ input: ReportInput) -> [String] {
    let judged = input.judged
    let trials = judged.cells.map(\.trials)
    let recorded = trials.reduce(0) { $0 + $1.recorded + $1.hung }
    let planned = trials.reduce(0) { $0 + $1.planned }
    let elapsed = input.elapsedNanoseconds > 0 ? " in \(duration(input.elapsedNanoseconds))" : ""
    var lines = [
        "## Kumite: \(judged.verdict.rawValue), exit \(judged.exit)", "",
        "- Pair: " + codeSpans(pairs(input), atMost: 4),
        "- Run \(codeSpan(input.run)), policy \(codeSpan(input.policy)), as of \(codeSpan(input.asOf)), "
            + "kumite \(codeSpan(input.version)), seed \(input.seed)",
        "- \(recorded) of \(counted(planned, "trial")) recorded\(elapsed); "
            + "\(counted(judged.compared.facets, "facet")) of \(counted(judged.compared.scenarios, "scenario")) compared",
        "- Aspects: \(aspects(judged.verdicts))",
    ]
    if !judged.requests.isEmpty {
        lines.append("- \(counted(judged.requests.count, "suspicion")) not settled: more trials are needed")
    }
    if !judged.leaks.isEmpty {
        let who = Set(judged.leaks.map { "\($0.contender) (\($0.role))" }).sorted()
        lines.append("- Left on the host: \(counted(judged.leaks.count, "thing")), by \(codeSpans(who, atMost: 4))")
    }
    return lines + [""]
}

/// In the order in which a reader wants them; that is also who gets room first.
private func sections(_ input: ReportInput) -> [MarkdownSection] {
    let judged = input.judged
    let waived = judged.findings.filter(\.isWaived)
    let blocking = judged.findings.filter { $0.blocks && !$0.isWaived }
    let others = judged.findings.filter { !$0.blocks && !$0.isWaived }
    let gating = byInterest(judged.timings.filter(\.gating))
    return [
        MarkdownSection(
            heading: "### \(waived.count) waived", items: waived.map { [waivedLine($0)] }, least: 2,
            thing: "waived finding"),
        MarkdownSection(
            heading: "### \(blocking.count) blocking", items: blocking.map(findingLines), least: 3,
            thing: "blocking finding"),
        MarkdownSection(
            heading: "### Timings that gate", items: gating.map { [timingLine($0)] }, least: 3, thing: "timing"),
        MarkdownSection(
            heading: "### Critical paths in the code", items: coverageItems(input.coverage), least: 3, thing: "line"),
        MarkdownSection(
            heading: "### \(counted(others.count, "finding")) not blocking", items: others.map { [calmLine($0)] },
            least: 2, thing: "finding"),
        MarkdownSection(
            heading: "### Not compared", items: judged.notCompared.map { ["- " + codeSpan($0, limit: 400)] }, least: 4,
            thing: "sentence"),
    ]
}

private func findingLines(_ finding: Finding) -> [String] {
    [
        "- **\(finding.severity.rawValue) \(finding.class.rawValue)** \(codeSpan(finding.facet)): "
            + "\(sides(finding)), in \(codeSpans(finding.scenarios, atMost: 2)); id \(codeSpan(finding.id))",
        "  - Owner: \(codeSpan(finding.owner, limit: 80)) (\(codeSpan(finding.component, limit: 80))): "
            + codeSpan(finding.question, limit: 300),
        "  - Repeat: \(codeSpan(finding.rerun, limit: 800))"
            + (finding.otherCommand.map { "; without the archive \(codeSpan($0, limit: 800))" } ?? ""),
    ]
}

/// Owner and command are said of every finding, also where there is but a line for it.
private func calmLine(_ finding: Finding) -> String {
    "- \(finding.severity.rawValue) \(finding.class.rawValue) \(codeSpan(finding.facet)): \(sides(finding)); "
        + "owner \(codeSpan(finding.owner, limit: 80)); repeat \(codeSpan(finding.rerun, limit: 800))"
}

private func waivedLine(_ finding: Finding) -> String {
    "- \(finding.severity.rawValue) \(finding.class.rawValue) \(codeSpan(finding.facet)), "
        + "\(codeSpan(finding.rule, limit: 300)), by \(codeSpan(finding.ledger ?? "no ledger", limit: 200)); "
        + "owner \(codeSpan(finding.owner, limit: 80)); repeat \(codeSpan(finding.rerun, limit: 800))"
}

private func sides(_ finding: Finding) -> String {
    guard !finding.baseline.isEmpty || !finding.candidate.isEmpty else { return codeSpan(finding.rule) }
    return "baseline \(codeSpan(finding.baseline, limit: 120)) (\(rate(finding.seen.baseline))), "
        + "candidate \(codeSpan(finding.candidate, limit: 120)) (\(rate(finding.seen.candidate)))"
}

private func timingLine(_ timing: Timing) -> String {
    "- \(codeSpan(timing.measure, limit: 80)) in \(codeSpan(timing.scenario, limit: 80)): \(codeSpan(timing.answer)), "
        + "\(change(timing.ratio)) (\(change(timing.low)) … \(change(timing.high))), "
        + counted(timing.blocks, "block")
}
