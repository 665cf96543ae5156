import Coverage

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
        "  " + padded("path", 20) + padded("baseline", 18) + padded("candidate", 18) + padded("state", 16) + "scenarios"
    )
    for row in coverage.table.rows {
        let text =
            "  " + padded(shown(row.path, limit: 19), 20) + padded(words(row.baseline), 18)
            + padded(words(row.candidate), 18) + padded(row.state.rawValue, 16)
            + shown(some(row.scenarios, 2), limit: 200)
        lines.short(text, row.state == .both ? nil : .yellow)
    }
    for note in notes(coverage) {
        lines.blank()
        switch note.weight {
        case .gap: lines.add(note.text, after: "gap  ", .red)
        case .odd: lines.add(note.text, .yellow)
        case .plain: lines.add(note.text)
        }
        for item in note.items { lines.add(item, after: "  ") }
    }
}

/// Which scenarios reach a critical path, function by function, and which come nearest to what none reaches.
///
/// - Returns: nil if no side lists the path.
package func renderReaching(_ path: String, _ coverage: ReportedCoverage, style: TextStyle = TextStyle()) -> String? {
    guard let row = coverage.table.rows.first(where: { $0.path == path }) else { return nil }
    var lines = Lines(style)
    lines.short("\(shown(row.title)) in \(shown(coverage.cell))", .bold)
    for (name, side, source) in coverage.sides {
        guard let side, let cell = row.cell(of: name) else { continue }
        lines.blank()
        lines.short("\(name): \(words(cell))")
        for function in side.functions(of: path) {
            let text = function.function.text
            if function.isReached {
                lines.add("\(text): \(some(function.scenarios.sorted()))", after: "  + ", .green)
                continue
            }
            let near = side.nearestScenarios(to: function.function)
            let nearest = near.isEmpty ? "" : "; nearest \(near.joined(separator: ", "))"
            lines.add(
                cell.isKnown ? "\(text): no scenario\(nearest)" : "\(text): not known, counters were lost\(nearest)",
                after: cell.isKnown ? "  - " : "  ? ", .yellow)
            guard let excerpt = source[function.function] else { continue }
            for line in excerpt.numbered { lines.short("      " + shown(line), .grey) }
        }
        for place in cell.missing { lines.add("\(place): not in this build", after: "  ? ", .yellow) }
    }
    return lines.text
}

extension SourceExcerpt {
    /// Its lines, each behind its number.
    var numbered: [String] {
        let width = "\(first + lines.count)".utf8.count
        let all = lines.enumerated().map { place, line in
            let number = "\(first + place)"
            return String(repeating: " ", count: width - number.utf8.count) + number + "  " + line
        }
        return isCut ? all + [String(repeating: " ", count: width) + "  …"] : all
    }
}

private func words(_ cell: CoverageTable.Cell?) -> String {
    let share = share(cell)
    return reach(cell) + (share.isEmpty ? "" : " (\(share))")
}
