import Coverage

/// What `kumite coverage RUN --json` prints: a list of critical paths, each with what both sides reached of it.
///
/// Fields are added, never changed (design, "What programs may rely on"); with several cells their rows follow each other.
package func renderCoverageJSON(_ cells: [ReportedCoverage]) -> String {
    coverageRows(cells).text + "\n"
}

/// The same as part of a report.
func coverageRows(_ cells: [ReportedCoverage]) -> JSONValue {
    .array(cells.flatMap { coverage in coverage.table.rows.map { row($0, coverage) } })
}

/// What was lost of either side's counters, and in how many trials.
func coverageLosses(_ cells: [ReportedCoverage]) -> JSONValue {
    .array(
        cells.flatMap { coverage in
            coverage.sides.flatMap { name, side, _ in
                (side?.losses ?? [:]).sorted { $0.key < $1.key }.map { sentence, trials in
                    .object([
                        "cell": .string(coverage.cell), "side": .string(name), "what": .string(sentence),
                        "trials": .count(trials),
                    ])
                }
            }
        })
}

private func row(_ row: CoverageTable.Row, _ coverage: ReportedCoverage) -> JSONValue {
    let gaps = coverage.table.gaps.filter { $0.path == row.path }.map { gap in
        JSONValue.object(["side": .string(gap.side), "scenarios": .strings(gap.scenarios)])
    }
    return .object([
        "cell": .string(coverage.cell), "path": .string(row.path), "title": .string(row.title),
        "baseline": value(row.baseline), "candidate": value(row.candidate), "scenarios": .strings(row.scenarios),
        "state": .string(row.state.rawValue), "onlyGravely": .bool(row.onlyGravely), "gaps": .array(gaps),
    ])
}

private func value(_ cell: CoverageTable.Cell?) -> JSONValue {
    guard let cell else { return .null }
    return .object([
        "reached": .count(cell.reached), "functions": .count(cell.functions), "permille": .count(cell.permille),
        "missing": .strings(cell.missing), "broad": .strings(cell.broad), "known": .bool(cell.isKnown),
        "lost": .count(cell.lost),
    ])
}
