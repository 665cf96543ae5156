package import Coverage

/// What two sides reached of critical paths, as it is shown.
package struct ReportedCoverage: Sendable {
    package var cell: String
    package var table: CoverageTable
    package var baseline: CoverageSide?
    package var candidate: CoverageSide?
    /// What is known of the source of each side's functions; empty where none is at hand.
    package var baselineSource: [CoveredBuild.Function: SourceExcerpt] = [:]
    package var candidateSource: [CoveredBuild.Function: SourceExcerpt] = [:]
    /// What the candidate reaches less or more than the baseline, where both are of different runs.
    package var changes: [CoverageChange] = []

    package init(cell: String, table: CoverageTable, baseline: CoverageSide?, candidate: CoverageSide?) {
        self.cell = cell
        self.table = table
        self.baseline = baseline
        self.candidate = candidate
    }

    /// Both sides by their names, with what is to be shown of each.
    var sides: [(name: String, side: CoverageSide?, source: [CoveredBuild.Function: SourceExcerpt])] {
        [("baseline", baseline, baselineSource), ("candidate", candidate, candidateSource)]
    }
}

extension CoverageTable.Row {
    /// What a side shows of it: nil where that does not count, or no place is known in its code.
    func cell(of side: String) -> CoverageTable.Cell? { side == "baseline" ? baseline : candidate }
}

extension CoverageSide {
    /// Functions of the list that no scenario reached, each once, with the paths that list it; sorted by file and line.
    var unreached: [(function: CoveredBuild.Function, paths: [String])] {
        var listing: [Int: [String]] = [:]
        for (path, listed) in paths {
            for number in listed.functions where !functions[number].isReached {
                listing[number, default: []].append(path)
            }
        }
        return listing.map { (functions[$0.key].function, $0.value.sorted()) }.sorted { a, b in
            (a.0.file, a.0.line, a.0.text) < (b.0.file, b.0.line, b.0.text)
        }
    }

    /// What its shares are of: tools of the one language count statements, of the other lines.
    var unit: String {
        switch functions.first.flatMap({ CodeLanguage(ofFile: $0.function.file) }) {
        case .go: "statements"
        case .rust: "lines"
        case nil: ""
        }
    }
}

/// `5 of 7`, `≥5 of 7` where counters were lost; `-` for a side that does not count, or in whose code no place is known.
func reach(_ cell: CoverageTable.Cell?) -> String {
    guard let cell else { return "-" }
    guard cell.functions > 0 else { return "not found" }
    guard let isRun = cell.isRun else { return "? of \(cell.functions)" }
    return (isRun && !cell.isKnown ? "≥" : "") + "\(cell.reached) of \(cell.functions)"
}

/// `72 %`, of what the side's tool counts; nothing where there is no function to speak of, or nothing is known.
func share(_ cell: CoverageTable.Cell?) -> String {
    guard let cell, cell.functions > 0, cell.isRun != nil else { return "" }
    return "\(cell.permille / 10) %"
}
