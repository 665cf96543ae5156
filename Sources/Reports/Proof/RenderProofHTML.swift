package import Proofs

/// A proof as one page that loads nothing from elsewhere and runs no script.
package func renderProofHTML(_ record: ProofRecord) -> String {
    let rates = record.rateLines.map { name, words -> Markup in "<dt>\(name)</dt><dd>\(words)</dd>\n" }
    let page: Markup = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(Style.source)'; \
        base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Proof of the judge</title>
        <style>\(Markup.styleSheet)</style>
        </head>
        <body>
        <header>
        <h1>Proof of the judge</h1>
        <p class="dim">\(record.contender)</p>
        <p class="dim">kumite \(record.kumite), seed \(String(record.seed)), \(record.asOf), \
        \(duration(record.nanoseconds))</p>
        <p class="verdict \(record.exit == 0 ? "pass" : "regression")">\(record.verdictWords), exit \(Int(record.exit))</p>
        </header>
        <section><h2>Rates, with 95 % confidence</h2><dl>\(rates)</dl>\(list(record.alarmLines))</section>
        \(faults("Faults", record.faults))
        \(faults("The same, committed 1 time in 10", record.intermittent))
        \(record.timing.map(times) ?? .none)
        \(record.power.map(power) ?? .none)
        \(record.openLines.isEmpty ? .none : "<section><h2>Not proved</h2>\(list(record.openLines))</section>")
        </body>
        </html>

        """
    return page.source
}

private func list(_ lines: [String]) -> Markup {
    guard !lines.isEmpty else { return .none }
    let items = lines.map { line -> Markup in "<li>\(line)</li>\n" }
    return "<ul>\(items)</ul>"
}

private func faults(_ title: String, _ outcomes: [FaultOutcome]) -> Markup {
    guard !outcomes.isEmpty else { return .none }
    let rows = outcomes.map { outcome -> [Markup] in
        [
            "<code>\(outcome.label)</code><br><span class=\"dim\">\(outcome.title)</span>",
            outcome.state == .missed ? "<strong>missed</strong>" : "\(outcome.state.rawValue)",
            "\(outcome.finding == nil ? "" : outcome.classWords)", "<code>\(outcome.finding?.facet ?? "")</code>",
            "\(outcome.finding?.scenario ?? outcome.stages.joined(separator: ", "))", "\(outcome.trials)",
            "\(outcome.placeWords)",
        ]
    }
    return """
        <section><h2>\(title)</h2>
        \(table(["fault", "", "as", "facet", "by", "trials", "first divergence"], rows))</section>
        """
}

private func times(_ timing: TimingProof) -> Markup {
    let answers = timing.answers.map { answer -> [Markup] in
        [
            "<code>\(answer.fault)</code>", "\(answer.measure)", "+\(answer.percent) %", "\(change(answer.ratio))",
            "\(change(answer.low)) … \(change(answer.high))", "\(answer.blocks)", "\(answer.answer)",
        ]
    }
    let curve = timing.curveRows.flatMap { row in
        row.points.map { point -> [Markup] in
            [
                "<code>\(row.fault)</code>", "\(row.measure)", "+\(row.percent) %", "\(point.blocks)",
                "\(point.caught.words)", "\(point.calledEqual.words)",
            ]
        }
    }
    return """
        <section><h2>Slow-downs</h2>\(list(timing.methodLines))
        \(table(["fault", "measure", "planted", "seen", "interval", "blocks", "answer"], answers))
        <h3>Resampled</h3>
        \(table(["fault", "measure", "planted", "blocks", "caught", "called no slower"], curve))</section>
        """
}

private func power(_ power: ScenarioPower) -> Markup {
    """
    <section><h2>\(power.minimal.count) of \(counted(power.scenarios.count, "scenario")) catch all that is caught</h2>
    \(list(power.minimal))<h3>\(power.spare.count) catch nothing that no other does</h3>\(list(power.spare))</section>
    """
}
