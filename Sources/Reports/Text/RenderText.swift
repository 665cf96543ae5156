import Facets
import Judgement
import Recordings

/// The report as text for a terminal: the worst first, the verdict last.
package func renderText(_ input: ReportInput, style: TextStyle = TextStyle()) -> String {
    var lines = Lines(style)
    addHead(input, to: &lines)
    addFindings(input, to: &lines)
    addLeaks(input.judged.leaks, to: &lines)
    addGates(input.judged, to: &lines)
    addTimings(input.judged.timings, to: &lines)
    for coverage in input.coverage {
        lines.blank()
        add(coverage, to: &lines)
    }
    addNotCompared(input.judged, to: &lines)
    addVerdict(input, to: &lines)
    return lines.text
}

/// How many of the things that differ beside the shims are told of a cell.
private let shownConfounders = 6

private func addHead(_ input: ReportInput, to lines: inout Lines) {
    lines.add("Run \(input.run), policy \(input.policy)", .bold)
    for cell in input.cells {
        if input.cells.count > 1 { lines.add(cell.name, after: "  ") }
        let roles =
            [("baseline", cell.baseline), ("candidate", cell.candidate)]
            + (cell.reference.map { [("reference", $0)] } ?? [])
        for (role, contender) in roles { lines.add(words(contender), after: "  " + padded(role, 11)) }
        for line in cell.confounders.prefix(shownConfounders) { lines.add(line, after: "  " + padded("differs", 11)) }
        let rest = cell.confounders.count - shownConfounders
        if rest > 0 { lines.add("\(rest) more, see the page", after: "  " + padded("differs", 11)) }
    }
    let trials = input.judged.cells.map(\.trials)
    let recorded = trials.reduce(0) { $0 + $1.recorded + $1.hung }
    let planned = trials.reduce(0) { $0 + $1.planned }
    var facts = "\(recorded) of \(counted(planned, "trial")) recorded"
    if input.elapsedNanoseconds > 0 { facts += " in \(duration(input.elapsedNanoseconds))" }
    facts += "; \(counted(input.judged.compared.facets, "facet")) compared"
    lines.add(facts, after: "  " + padded("trials", 11))
    for finding in input.judged.findings where finding.isWaived {
        lines.add("\(finding.facet), \(finding.rule)", after: "  " + padded("waived", 11), .yellow)
    }
}

/// A contender in one line: what it is called, what it is, and the digest that tells it from others of that name.
func words(_ contender: ContenderIdentity) -> String {
    func short(_ text: String) -> String {
        text.split(separator: " ").joined(separator: " ").replacing(" ;", with: ";")
    }
    let parts = contender.parts.map { part in
        // What could not be read has neither.
        part.sha256.isEmpty
            ? "\(part.role) not read"
            : "\(part.role) \(shown(short(part.version), limit: 60)) (\(part.sha256.prefix(12)))"
    }
    let shim = shown(short(contender.version), limit: 120)
    return (["\(shown(contender.name, limit: 80)): \(shim) (\(contender.sha256.prefix(12)))"] + parts)
        .joined(separator: ", ")
}

private func addFindings(_ input: ReportInput, to lines: inout Lines) {
    let findings = input.judged.findings
    lines.blank()
    let blocking = findings.count { $0.blocks }
    lines.short(
        findings.isEmpty ? "No findings" : "\(counted(findings.count, "finding")), \(blocking) blocking", .bold)
    for finding in findings {
        lines.blank()
        add(finding, titles: input.titles, to: &lines)
    }
}

private func add(_ finding: Finding, titles: [String: String], to lines: inout Lines) {
    let colour: TextStyle.Colour? = finding.blocks ? .red : finding.class.isCalm ? nil : .yellow
    lines.add(
        "\(finding.severity.rawValue) \(finding.class.rawValue)\(finding.blocks ? ", blocks" : ""): \(finding.facet)",
        after: "", colour)
    func add(_ head: String, _ text: String, limit: Int = 400) {
        lines.add(shown(text, limit: limit), after: "  " + padded(head, 11))
    }
    if !finding.baseline.isEmpty || !finding.candidate.isEmpty {
        add("baseline", finding.baseline)
        add("candidate", finding.candidate)
        if let reference = finding.reference { add("reference", reference) }
        add(
            "seen",
            "baseline \(rate(finding.seen.baseline)), candidate \(rate(finding.seen.candidate)) \(finding.counted)")
    }
    if finding.reference != nil { add("odd", finding.odd) }
    add("rule", finding.rule)
    if !finding.firstDivergence.scenario.isEmpty {
        let scenario = finding.firstDivergence.scenario
        let title = titles[scenario].map { " (\(shown($0, limit: 80)))" } ?? ""
        add("parts at", "\(finding.firstDivergence.step) of \(scenario)\(title)")
    }
    if finding.scenarios.count > 1 { add("scenarios", listed(finding.scenarios, atMost: 8)) }
    if finding.cells.count > 1 { add("cells", listed(finding.cells, atMost: 4)) }
    if let ledger = finding.ledger { add("ledger", ledger) }
    for line in finding.evidence.prefix(4) { add("shown", line, limit: 300) }
    add("owner", "\(finding.owner) (\(finding.component))\(finding.isPrivate ? ", in private only" : "")")
    if let escalation = finding.escalation { add("else", escalation) }
    add("ask", finding.question)
    add("repeat", finding.rerun)
    add("id", finding.id)
}

extension Finding {
    /// What repeats it without the archive, where that is another command.
    var otherCommand: String? { rerunWithoutArchive == rerun ? nil : rerunWithoutArchive }

    /// What `seen` counts.
    var counted: String { facet.hasPrefix("run/coverage/") ? "functions" : "trials" }
}

extension FindingClass {
    /// Whether it is told without asking for attention.
    var isCalm: Bool { self == .improvement || self == .notSeenAgain }
}

private func addLeaks(_ leaks: [Leak], to lines: inout Lines) {
    guard !leaks.isEmpty else { return }
    lines.blank()
    lines.short("Left on the host: \(counted(leaks.count, "thing"))", .bold)
    for leak in leaks.prefix(10) {
        lines.add(
            "\(leak.contender) (\(leak.role)) \(leak.kind) \(leak.identity) in \(leak.scenario), "
                + counted(leak.trials, "trial"), after: "  ")
    }
    if leaks.count > 10 { lines.short("  and \(leaks.count - 10) more") }
}

private func addNotCompared(_ judged: Judged, to lines: inout Lines) {
    lines.blank()
    lines.short("Not compared", .bold)
    for sentence in judged.notCompared.prefix(20) { lines.add(sentence, after: "  - ") }
    if judged.notCompared.count > 20 { lines.short("  and \(judged.notCompared.count - 20) more, in the report") }
    let applied = judged.applied.sorted { $0.key < $1.key }
    guard !applied.isEmpty else { return }
    lines.blank()
    lines.short("Set aside before comparing", .bold)
    for (name, count) in applied.prefix(10) { lines.add("\(name): \(counted(count, "facet"))", after: "  - ") }
    if applied.count > 10 { lines.short("  and \(applied.count - 10) more, in the report") }
}

private func addVerdict(_ input: ReportInput, to lines: inout Lines) {
    let judged = input.judged
    lines.blank()
    if !judged.requests.isEmpty {
        lines.add("\(counted(judged.requests.count, "suspicion")) not settled: more trials are needed", after: "")
    }
    lines.add(input.archive, after: "Archive: ")
    if let page = input.page { lines.add(page, after: "Report:  ") }
    let colour: TextStyle.Colour =
        switch judged.verdict {
        case .pass: .green
        case .regression: .red
        case .inconclusive, .unfit, .notJudged: .yellow
        }
    lines.add(aspects(judged.verdicts), after: "Aspects: ")
    lines.short("Verdict: \(judged.verdict.rawValue), exit \(judged.exit)", colour)
}
