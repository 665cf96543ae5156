import Facets
import Judgement

/// A finding with all that is known of it.
func article(_ finding: Finding, titles: [String: String]) -> Markup {
    let kind: Markup = finding.blocks ? "blocks" : finding.class.isCalm ? "calm" : "warns"
    let place = finding.firstDivergence
    let title = titles[place.scenario].map { ": \($0)" } ?? ""
    var entries: [Markup] = []
    func add(_ name: StaticString, _ value: Markup) {
        entries.append("<dt>\(raw(name))</dt><dd>\(value)</dd>\n")
    }
    if !finding.baseline.isEmpty || !finding.candidate.isEmpty {
        add("baseline", "<code>\(finding.baseline)</code>")
        add("candidate", "<code>\(finding.candidate)</code>")
        if let reference = finding.reference { add("reference", "<code>\(reference)</code>") }
        add(
            "seen",
            "baseline \(rate(finding.seen.baseline)), candidate \(rate(finding.seen.candidate)) \(finding.counted)")
    }
    add("rule", "\(finding.rule)")
    add("odd", "\(finding.odd)")
    if !place.scenario.isEmpty { add("parts at", "<code>\(place.step)</code> of \(place.scenario)\(title)") }
    if finding.scenarios.count > 1 { add("scenarios", "\(listed(finding.scenarios, atMost: 50))") }
    add("cells", "\(listed(finding.cells, atMost: 20))")
    if let ledger = finding.ledger { add("ledger", "\(ledger)") }
    add("owner", "\(finding.owner) <span class=\"dim\">\(finding.component)</span>")
    if finding.isPrivate { add("private", "concerns security: tell nobody but the owner") }
    if let escalation = finding.escalation { add("else", "\(escalation)") }
    add("ask", "\(finding.question)")
    add("repeat", "<code>\(finding.rerun)</code>")
    if let other = finding.otherCommand { add("without archive", "<code>\(other)</code>") }
    for piece in finding.evidence.prefix(20) { add("shown", "<code>\(piece)</code>") }
    return """
        <article class="\(kind)" id="f-\(finding.id)">
        <h3><span class="tag">\(finding.severity.rawValue) \(finding.class.rawValue)</span><code>\(finding.facet)</code> \
        <span class="dim">\(finding.id)</span></h3>
        <dl>
        \(entries)</dl>
        </article>

        """
}
