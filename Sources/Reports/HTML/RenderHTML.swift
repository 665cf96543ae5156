import Judgement
import Recordings

/// The report as one page that loads nothing from elsewhere, runs no script, and can be printed.
package func renderHTML(_ input: ReportInput) -> String {
    let judged = input.judged
    let page: Markup = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(Style.source)'; \
        base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>\(judged.verdict.rawValue): \(input.run)</title>
        <style>\(Markup.styleSheet)</style>
        </head>
        <body>
        \(head(input))
        \(waived(judged.findings))
        \(findings(input))
        \(owners(judged.findings))
        \(leaks(judged.leaks))
        \(notCompared(judged))
        \(input.coverage.map(section))\(gates(judged))\(timings(judged.timings))
        \(contenders(input))
        \(journal(input))
        </body>
        </html>

        """
    return page.source
}

private func head(_ input: ReportInput) -> Markup {
    let judged = input.judged
    return """
        <header>
        <h1>\(listed(pairs(input), atMost: 4))</h1>
        <p class="dim">Run <code>\(input.run)</code>, policy \(input.policy), as of \(input.asOf), kumite \(input.version)</p>
        <p class="verdict \(judged.verdict.rawValue)">\(judged.verdict.rawValue), exit \(Int(judged.exit))</p>
        <p>\(aspects(judged.verdicts))</p>
        </header>
        """
}

private func findings(_ input: ReportInput) -> Markup {
    let all = input.judged.findings
    let blocking = all.count { $0.blocks }
    return """
        <section><h2>\(counted(all.count, "finding")), \(blocking) blocking</h2>
        \(all.map { article($0, titles: input.titles) })</section>
        """
}

private func leaks(_ leaks: [Leak]) -> Markup {
    guard !leaks.isEmpty else { return .none }
    let rows = leaks.prefix(500).map { leak -> [Markup] in
        [
            "\(leak.contender) <span class=\"dim\">\(leak.role)</span>", "\(leak.kind)",
            "<code>\(leak.identity)</code>", "\(leak.scenario)", "\(leak.trials)",
        ]
    }
    return """
        <section><h2>Left on the host</h2>
        \(table(["by", "kind", "what", "scenario", "trials"], rows))\(more(leaks.count, 500))</section>
        """
}

private func notCompared(_ judged: Judged) -> Markup {
    let lines = judged.notCompared.prefix(500).map { line -> Markup in "<li>\(line)</li>\n" }
    let applied = judged.applied.sorted { $0.key < $1.key }.prefix(500).map { name, count -> Markup in
        "<li>\(name): \(counted(count, "facet"))</li>\n"
    }
    let requests = judged.requests.prefix(500).map { request -> Markup in
        "<li>\(request.scenario) in \(request.cell): \(request.cause); asks for \(request.eachSide) trials a side</li>\n"
    }
    return """
        <section><h2>Not compared</h2><ul>
        \(lines)</ul>\(more(judged.notCompared.count, 500))
        \(requests.isEmpty ? .none : "<h2>Not settled</h2><ul>\n\(requests)</ul>")
        \(applied.isEmpty ? .none : "<h2>Set aside before comparing</h2><ul>\n\(applied)</ul>")\(setAside(judged.hidden))</section>
        """
}

private func contenders(_ input: ReportInput) -> Markup {
    let sections = input.cells.map { cell -> Markup in
        let roles =
            [("baseline", cell.baseline), ("candidate", cell.candidate)]
            + (cell.reference.map { [("reference", $0)] } ?? [])
        let rows = roles.flatMap { role, contender in described(role, contender) }
        let lines = cell.confounders.prefix(500).map { line -> Markup in "<li>\(line)</li>\n" }
        let differs: Markup =
            cell.confounders.isEmpty ? .none : "<p>What differs beside the shims:</p><ul>\n\(lines)</ul>\n"
        return "<h3>\(cell.name)</h3>\n\(table(["role", "what", "version", "path", "SHA-256"], rows))\(differs)"
    }
    return "<section><h2>Contenders</h2>\n\(sections)</section>"
}

/// The shim, its configuration, and what stands behind it, a row each.
private func described(_ role: String, _ contender: ContenderIdentity) -> [[Markup]] {
    var rows: [[Markup]] = [
        [
            "\(role)", "\(contender.name) <span class=\"dim\">\(contender.family) \(contender.release ?? "")</span>",
            "\(contender.version)", "<code>\(contender.path)</code>", "<code>\(contender.sha256)</code>",
        ]
    ]
    if let file = contender.configuration {
        rows.append(["", "configuration", "", "<code>\(file.path)</code>", "<code>\(file.sha256)</code>"])
    }
    return rows
        + contender.parts.map { part in
            ["", "\(part.role)", "\(part.version)", "<code>\(part.path)</code>", "<code>\(part.sha256)</code>"]
        }
}

private func journal(_ input: ReportInput) -> Markup {
    let rows = input.judged.cells.map { cell -> [Markup] in
        let trials = cell.trials
        return [
            "\(cell.cell)", "\((cell.verdicts[.behaviour] ?? .notJudged).rawValue)", "\(trials.planned)",
            "\(trials.recorded)", "\(trials.hung)", "\(trials.unsupported)", "\(trials.infrastructure)",
            "\(trials.dropped)",
        ]
    }
    let facts = input.host.map { fact -> Markup in "<dt>\(fact.name)</dt><dd>\(fact.value)</dd>\n" }
    let elapsed: Markup =
        input.elapsedNanoseconds > 0 ? "<dt>elapsed</dt><dd>\(duration(input.elapsedNanoseconds))</dd>\n" : .none
    let heads: [StaticString] = [
        "cell", "behaviour", "planned", "recorded", "hung", "unsupported", "infrastructure", "dropped",
    ]
    return """
        <section><h2>Trials and host</h2>
        \(table(heads, rows))<dl>
        <dt>compared</dt><dd>\(counted(input.judged.compared.facets, "facet")) in \
        \(counted(input.judged.compared.scenarios, "scenario"))</dd>
        \(elapsed)<dt>seed</dt><dd><code>\(String(input.seed))</code></dd>
        <dt>archive</dt><dd><code>\(input.archive)</code></dd>
        \(facts)</dl></section>
        """
}

/// How many of a list are not shown.
func more(_ count: Int, _ shown: Int) -> Markup {
    count > shown ? "<p class=\"dim\">and \(count - shown) more, in the archive</p>\n" : .none
}
