package import Coverage

/// What two sides reached of critical paths, as it is shown.
package struct ReportedCoverage: Sendable {
    package var cell: String
    package var table: CoverageTable
    package var baseline: CoverageSide?
    package var candidate: CoverageSide?

    package init(cell: String, table: CoverageTable, baseline: CoverageSide?, candidate: CoverageSide?) {
        self.cell = cell
        self.table = table
        self.baseline = baseline
        self.candidate = candidate
    }
}

/// The table of critical paths, what only one side runs, what nobody runs, and what the list no longer names.
///
/// Shares of a path's code are of statements in Go and of lines in LLVM: shown beside each side, never compared.
package func renderCoverage(_ coverage: ReportedCoverage, style: TextStyle = TextStyle()) -> String {
    var lines = Lines(style)
    add(coverage, to: &lines)
    return lines.text
}

/// The same as part of a report.
func add(_ coverage: ReportedCoverage, to lines: inout Lines) {
    lines.short("Critical paths in \(shown(coverage.cell)): functions reached of functions listed", .bold)
    lines.blank()
    lines.short(
        "  " + padded("path", 20) + padded("baseline", 16) + padded("candidate", 16) + padded("state", 16) + "scenarios"
    )
    for row in coverage.table.rows {
        let ids =
            row.scenarios.prefix(2).joined(separator: ", ")
            + (row.scenarios.count > 2 ? " and \(row.scenarios.count - 2) more" : "")
        let text =
            "  " + padded(shown(row.path, limit: 19), 20) + padded(words(row.baseline), 16)
            + padded(words(row.candidate), 16) + padded(row.state.rawValue, 16) + shown(ids, limit: 200)
        lines.short(text, row.state == .both ? nil : .yellow)
    }
    for gap in coverage.table.gaps {
        lines.blank()
        lines.add(
            "\(gap.path): under \(listed(gap.scenarios)) the other side runs it, the \(gap.side) does not",
            after: "gap  ",
            .red)
    }
    let grave = coverage.table.rows.filter(\.onlyGravely).map(\.path)
    if !grave.isEmpty {
        lines.blank()
        lines.add("reached only where a shim hangs or is made to crash: \(grave.joined(separator: ", "))")
    }
    let none = coverage.table.rows.filter { $0.state == .neither }.map(\.path)
    if !none.isEmpty {
        lines.blank()
        lines.add("reached by no scenario: \(none.joined(separator: ", "))")
    }
    for (name, side, cells) in [
        ("baseline", coverage.baseline, coverage.table.rows.map { ($0.path, $0.baseline) }),
        ("candidate", coverage.candidate, coverage.table.rows.map { ($0.path, $0.candidate) }),
    ] {
        guard let side else {
            lines.blank()
            lines.add("the \(name) does not count what it runs: give its contender `coverage`, built for it")
            continue
        }
        let missing = cells.flatMap { path, cell in (cell?.missing ?? []).map { "\(path): \($0)" } }
        if !missing.isEmpty {
            lines.blank()
            lines.add(
                "\(missing.count) places of the list are not in the \(name)'s build, or were not built to be counted: "
                    + listed(missing, limit: 12), .yellow)
        }
        let broad = side.paths.flatMap { path, listed in listed.broad.map { "\(path): \($0)" } }.sorted()
        if !broad.isEmpty {
            lines.blank()
            lines.add(
                "places that match more than half of the \(name)'s source, and so say nothing: \(listed(broad))",
                .yellow)
        }
        if side.builds > 1 {
            lines.blank()
            lines.add("the \(name)'s trials are of \(side.builds) builds, put together by function", .yellow)
        }
        let losses = side.losses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        if !losses.isEmpty {
            lines.blank()
            lines.add("counters of the \(name) that were lost (lost is not zero):")
            for (sentence, count) in losses.prefix(8) {
                lines.add(sentence, after: "  in \(count) trial\(count == 1 ? "" : "s"): ")
            }
            if losses.count > 8 { lines.add("  and \(losses.count - 8) more") }
        }
    }
    let sides = [coverage.baseline, coverage.candidate].compactMap(\.self)
    let cheapest = cheapestScenarios(reaching: sides)
    if !cheapest.isEmpty {
        lines.blank()
        lines.add("cheapest scenarios that reach all of this: \(cheapest.joined(separator: ","))")
    }
}

/// Which scenarios reach a critical path, function by function, and which come nearest to what none reaches.
///
/// - Returns: nil if no side lists the path.
package func renderReaching(_ path: String, _ coverage: ReportedCoverage, style: TextStyle = TextStyle()) -> String? {
    guard let row = coverage.table.rows.first(where: { $0.path == path }) else { return nil }
    var lines = Lines(style)
    lines.short("\(shown(row.title)) in \(shown(coverage.cell))", .bold)
    for (name, side, cell) in [
        ("baseline", coverage.baseline, row.baseline), ("candidate", coverage.candidate, row.candidate),
    ] {
        guard let side, let cell else { continue }
        lines.blank()
        lines.short("\(name): \(words(cell))")
        for function in side.functions(of: path) {
            let text = function.function.text
            if function.isReached {
                lines.add("\(text): \(listed(function.scenarios.sorted()))", after: "  + ", .green)
            } else {
                let near = side.nearestScenarios(to: function.function)
                lines.add(
                    "\(text): no scenario" + (near.isEmpty ? "" : "; nearest \(near.joined(separator: ", "))"),
                    after: "  - ", .yellow)
            }
        }
        for place in cell.missing { lines.add("\(place): not in this build", after: "  ? ", .yellow) }
    }
    return lines.text
}

private func words(_ cell: CoverageTable.Cell?) -> String {
    guard let cell else { return "-" }
    guard cell.functions > 0 else { return "not found" }
    return "\(cell.reached) of \(cell.functions) (\(cell.permille / 10) %)"
}

private func listed(_ names: [String], limit: Int = 6) -> String {
    names.prefix(limit).joined(separator: ", ") + (names.count > limit ? " and \(names.count - limit) more" : "")
}
