import Coverage

/// The critical paths of a cell whose contenders count what they run: the table, what is missing, and its source.
func section(_ coverage: ReportedCoverage) -> Markup {
    let rows = coverage.table.rows.prefix(500).map { row -> [Markup] in
        [
            "\(row.path) <span class=\"dim\">\(row.title)</span>", "\(reach(row.baseline))",
            "\(share(row.baseline))", "\(reach(row.candidate))", "\(share(row.candidate))", "\(row.state.rawValue)",
            "\(row.scenarios.count)", "\(listed(row.scenarios, atMost: 3))",
        ]
    }
    let heads: [StaticString] = [
        "path", "baseline", "share", "candidate", "share", "state", "scenarios", "such as",
    ]
    let lines = notes(coverage).map { note -> Markup in
        let items = note.items.map { item -> Markup in "<li>\(item)</li>\n" }
        let below: Markup = items.isEmpty ? .none : "<ul>\n\(items)</ul>"
        return note.weight == .gap
            ? "<li><strong>gap</strong> \(note.text)\(below)</li>\n" : "<li>\(note.text)\(below)</li>\n"
    }
    let units = coverage.sides.compactMap { name, side, _ in
        side.flatMap { $0.unit.isEmpty ? nil : "\(name): of \($0.unit)" }
    }
    return """
        <section><h2>Critical paths in \(coverage.cell)</h2>
        <p class="dim">Functions reached of functions listed. Shares are of these functions' code, and no measure between \
        the sides (\(units.joined(separator: "; "))).</p>
        \(table(heads, Array(rows)))<ul>
        \(lines)</ul>
        \(coverage.sides.map { unreached($0.name, $0.side, $0.source) })</section>

        """
}

/// The functions of a side that no scenario reached, where they lie, what comes nearest, and their lines.
private func unreached(
    _ name: String, _ side: CoverageSide?, _ source: [CoveredBuild.Function: SourceExcerpt]
) -> Markup {
    let limit = 100
    guard let side, case let all = side.unreached, !all.isEmpty else { return .none }
    let head: Markup =
        side.isKnown
        ? "Reached by no scenario on the \(name)" : "Not seen to be reached on the \(name), where counters were lost"
    let items = all.prefix(limit).map { function, paths -> Markup in
        let near = side.nearestScenarios(to: function)
        let nearest: Markup = near.isEmpty ? .none : "; nearest: \(listed(near, atMost: 3))"
        return """
            <li><code>\(function.text)</code> of \(listed(paths, atMost: 4))\(nearest) \
            <span class="dim">\(function.file):\(function.line)</span>\(lines(source[function]))</li>

            """
    }
    return """
        <h3>\(head): \(counted(all.count, "function"))</h3>
        <ul>
        \(Array(items))</ul>
        \(more(all.count, limit))
        """
}

private func lines(_ excerpt: SourceExcerpt?) -> Markup {
    guard let excerpt else { return .none }
    let all = excerpt.numbered.map { line -> Markup in "\(line)\n" }
    return "<pre><code>\(all)</code></pre>"
}
