import Coverage

/// What a pipeline's summary says of critical paths: a line a cell, then what is missing, the worst first.
func coverageItems(_ all: [ReportedCoverage]) -> [[String]] {
    let sums = all.map { coverage -> String in
        let sides = coverage.sides.map { name, side, _ in
            guard side != nil else { return "the \(name) does not count" }
            let cells = coverage.table.rows.compactMap { $0.cell(of: name) }
            let (reached, functions) = cells.reduce(into: (0, 0)) { $0 = ($0.0 + $1.reached, $0.1 + $1.functions) }
            return "\(name) \(cells.allSatisfy(\.isKnown) ? "" : "at least ")\(reached) of \(functions)"
        }
        let both = coverage.table.rows.count { $0.state == .both }
        let least = coverage.table.rows.contains(where: \.isOpen) ? "at least " : ""
        return
            "- \(codeSpan(coverage.cell, limit: 80)): \(least)\(both) of \(coverage.table.rows.count) paths run on both "
            + "sides; functions reached: \(sides.joined(separator: ", "))"
    }
    let rest = all.flatMap { coverage in
        notes(coverage).filter { $0.weight != .plain }.map { note in
            let text = ([note.text] + note.items.prefix(2)).joined(separator: " ")
            return "- \(note.weight == .gap ? "gap: " : "")\(codeSpan(text, limit: 300))"
        }
    }
    return (sums + rest).map { [$0] }
}
