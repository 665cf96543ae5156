import Facets
package import Judgement
import Policies
import Recordings

/// A finding explained as text: what it is, then both recordings side by side around the place where they part.
package func renderExplanation(_ explanation: Explanation, style: TextStyle = TextStyle()) -> String {
    var lines = Lines(style)
    let finding = explanation.finding
    func add(_ head: String, _ text: String, limit: Int = 600) {
        guard !text.isEmpty else { return }
        lines.add(shown(text, limit: limit), after: "  " + padded(head, 11))
    }
    lines.add(
        "\(finding.id): \(finding.severity.rawValue) \(finding.class.rawValue)\(finding.blocks ? ", blocks" : ""): "
            + finding.facet, after: "", finding.blocks ? .red : .bold)
    add("rule", finding.rule)
    add("baseline", finding.baseline)
    add("candidate", finding.candidate)
    if let reference = finding.reference { add("reference", reference) }
    add("odd", finding.odd)
    var seen = "baseline \(rate(finding.seen.baseline)), candidate \(rate(finding.seen.candidate))"
    if let reference = finding.seen.reference { seen += ", reference \(rate(reference))" }
    add("seen", seen + " trials")
    for line in finding.evidence.prefix(8) { add("shown", line) }
    add("ask", "\(finding.owner) (\(finding.component)): \(finding.question)")
    if let ledger = finding.ledger { add("ledger", ledger) }
    if let entry = explanation.ledger { add("", words(entry)) }
    add("scenarios", listed(finding.scenarios, atMost: 12))
    addContract(explanation, to: &lines)
    addRows(explanation, to: &lines)
    for side in explanation.sides.dropFirst(2) { addAlone(side, to: &lines) }
    if !explanation.hidden.isEmpty {
        lines.blank()
        lines.short("Set aside in this scenario before comparing", .bold)
        Reports.add(explanation.hidden, applied: nil, to: &lines)
    }
    lines.blank()
    lines.add(finding.rerun, after: "Repeat: ")
    if let other = finding.otherCommand { lines.add(other, after: "Without the archive: ") }
    return lines.text
}

private func words(_ entry: LedgerEntry) -> String {
    let expiry = entry.expires.map { ", expires \($0)" } ?? ""
    return "\(entry.reason) (\(entry.owner)\(expiry); \(entry.link))"
}

private func addContract(_ explanation: Explanation, to lines: inout Lines) {
    let place = explanation.finding.firstDivergence
    guard !place.scenario.isEmpty else { return }
    lines.blank()
    lines.add("\(place.scenario): \(shown(explanation.title, limit: 120))", after: "", .bold)
    lines.add(shown(explanation.because, limit: 400), after: "  " + padded("because", 11))
    lines.add(listed(explanation.origin, atMost: 8), after: "  " + padded("origin", 11))
    for clause in explanation.clauses.prefix(8) { lines.add(shown(clause), after: "  " + padded("demands", 11)) }
    lines.add(shown(place.step, limit: 200), after: "  " + padded("parts at", 11))
}

private func addRows(_ explanation: Explanation, to lines: inout Lines) {
    guard explanation.sides.count > 1 else { return }
    let (left, right) = (explanation.sides[0], explanation.sides[1])
    let width = max(16, (lines.style.width - 3) / 2)
    func row(_ a: String, _ mark: String, _ b: String, _ colour: TextStyle.Colour?) {
        let text = "\(padded(a, width)) \(mark) \(cut(b, width))"
        lines.short(String(text.reversed().drop { $0 == " " }.reversed()), colour)
    }
    lines.blank()
    row(head(left), "|", head(right), .bold)
    if let why = left.why ?? right.why {
        lines.add(shown(why), after: "  ")
        for side in [left, right] { addAlone(side, to: &lines) }
        return
    }
    if left.before + right.before > 0 { row("  \(left.before) before", " ", "  \(right.before) before", .grey) }
    for place in explanation.rows {
        let a = place.baseline.map { text(left.lines[$0]) } ?? ""
        let b = place.candidate.map { text(right.lines[$0]) } ?? ""
        let mark = place.isSame ? " " : a.isEmpty ? ">" : b.isEmpty ? "<" : "|"
        row(a, mark, b, place.isSame ? nil : .yellow)
    }
    if left.after + right.after > 0 { row("  \(left.after) after", " ", "  \(right.after) after", .grey) }
    // Columns cut; what differs is told in full below.
    for place in explanation.rows where !place.isSame {
        for (name, line) in [
            ("baseline", place.baseline.map { left.lines[$0] }), ("candidate", place.candidate.map { right.lines[$0] }),
        ] {
            guard let line, columns(text(line)) > width else { continue }
            lines.add(text(line), after: "  " + padded(name, 11))
        }
    }
}

private func addAlone(_ side: Explanation.Side, to lines: inout Lines) {
    guard !side.lines.isEmpty else { return }
    lines.blank()
    lines.short(head(side), .bold)
    for line in side.lines.prefix(16) { lines.short("  " + text(line)) }
}

private func head(_ side: Explanation.Side) -> String {
    "\(side.role) \(shown(side.contender, limit: 60))" + (side.trial.map { ", trial \($0)" } ?? "")
}

/// `12.3 ms main/kill Kill: ok`, escaped.
private func text(_ line: TranscriptLine) -> String {
    let took = line.took.map { " (\(amount(Double($0), "nanoseconds")))" } ?? ""
    let step = line.step.isEmpty ? "" : "\(shown(line.step, limit: 60)) "
    let kind = line.kind == .call || line.kind == .step ? "" : "\(line.kind.rawValue) "
    return
        "\(padded(amount(Double(line.at), "nanoseconds"), 8)) \(step)\(kind)\(Escaping.text(line.text, limit: 400))\(took)"
}
