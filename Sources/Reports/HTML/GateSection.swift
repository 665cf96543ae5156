import Judgement

/// What gates, with what the judge answers, and how much this host can tell.
func gates(_ judged: Judged) -> Markup {
    guard let plan = judged.timing.plan else { return .none }
    let gates = judged.timings.filter(\.gating)
    let rows = (gates.map { ("", $0) } + judged.timing.copies.map { ("copy: ", $0) }).map { head, gate -> [Markup] in
        [
            "\(head)\(gate.measure)", "\(gate.scenario)", "\(amount(gate.baselineMedian, gate.unit))",
            "\(amount(gate.candidateMedian, gate.unit))", "\(change(gate.ratio))",
            "\(change(gate.low)) … \(change(gate.high))", "\(gate.blocks)", "\(gate.answerWords)",
            "\(listed(gate.explainedBy, atMost: 8))",
        ]
    }
    let heads: [StaticString] = [
        "measure", "scenario", "baseline", "candidate or copy", "change", "interval", "blocks", "answer",
        "phases that moved with it",
    ]
    let shapes = gates.flatMap { gate in
        gate.shapeWords(("baseline", "candidate")).map { words -> Markup in
            "<p class=\"dim\">\(gate.measure) of \(gate.scenario), \(words)</p>\n"
        }
    }
    let alarms: Markup = judged.timing.alarms.map { "<p class=\"dim\">\($0.words)</p>\n" } ?? .none
    let reasons = judged.timing.reasons.map { reason -> Markup in "<p>\(reason)</p>\n" }
    return """
        <section><h2>Timing, judged</h2>
        <p class="dim">\(plan.text)</p>
        \(reasons)\(table(heads, rows))
        \(shapes)\(alarms)</section>

        """
}
