import Coverage

/// One thing that is to be said of a cell's critical paths beside their table.
struct CoverageNote {
    enum Weight {
        /// One side runs what the other doesn't.
        case gap
        /// Something to look after.
        case odd
        case plain
    }

    var weight: Weight
    var text: String
    /// What belongs to it, a line each.
    var items: [String] = []
}

/// Gaps first, then what nobody runs, what the list no longer names, what was lost, and the cheapest scenarios.
///
/// What lost counters leave open is told as open: neither as run by nobody, nor as lost between two runs.
func notes(_ coverage: ReportedCoverage) -> [CoverageNote] {
    let rows = coverage.table.rows
    var notes = coverage.table.gaps.map { gap in
        CoverageNote(
            weight: .gap,
            text: "\(some([gap.path])): under \(some(gap.scenarios)) the other side runs it, the \(gap.side) does not")
    }
    for change in coverage.changes {
        if !change.lost.isEmpty { notes.append(lost(change)) }
        if !change.gained.isEmpty {
            notes.append(
                CoverageNote(
                    weight: .plain,
                    text: "\(some([change.path])): the second run reaches also \(some(change.gained.map(\.text)))",
                    items: change.isGainUncertain ? ["counters of the first were lost, so it may have, too"] : []))
        }
    }
    func add(_ weight: CoverageNote.Weight, _ text: String, _ items: [String] = []) {
        notes.append(CoverageNote(weight: weight, text: text, items: items))
    }
    let grave = rows.filter(\.onlyGravely).map(\.path)
    if !grave.isEmpty { add(.odd, "reached only where a shim hangs or is made to crash: \(some(grave, 40))") }
    let graveSoFar = rows.filter(\.seenOnlyGravely).map(\.path)
    if !graveSoFar.isEmpty {
        add(
            .odd,
            "seen only where a shim hangs or is made to crash, but other trials lost counters: \(some(graveSoFar, 40))")
    }
    let none = rows.filter(\.isReachedByNone).map(\.path)
    if !none.isEmpty { add(.odd, "reached by no scenario: \(some(none, 40))") }
    let open = rows.filter(\.isOpen).map(\.path)
    if !open.isEmpty {
        add(.odd, "not known whether a scenario reaches them, for counters were lost: \(some(open, 40))")
    }
    for (name, side, _) in coverage.sides {
        guard let side else {
            add(.plain, "the \(name) does not count what it runs: give its contender `coverage`, built for it")
            continue
        }
        let missing = rows.flatMap { row in (row.cell(of: name)?.missing ?? []).map { "\(row.path): \($0)" } }
        if !missing.isEmpty {
            add(
                .odd,
                "\(counted(missing.count, "place")) of the list \(missing.count == 1 ? "is" : "are") not in the "
                    + "\(name)'s build, or not built to be counted: \(some(missing, 12))")
        }
        let broad = side.paths.flatMap { path, listed in listed.broad.map { "\(path): \($0)" } }.sorted()
        if !broad.isEmpty {
            add(.odd, "places that match more than half of the \(name)'s source, and so say nothing: \(some(broad))")
        }
        let sole = side.soleScenarios.map { "\($0.function.text) (\($0.scenario))" }
        if !sole.isEmpty {
            add(
                .plain,
                "\(counted(sole.count, "function")) of the \(name) that one scenario alone "
                    + "\(side.isKnown ? "reaches" : "is seen to reach"): \(some(sole, 8))")
        }
        if side.builds > 1 { add(.odd, "the \(name)'s trials are of \(side.builds) builds, put together by function") }
        let losses = side.losses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        if !losses.isEmpty {
            add(
                .odd, "counters of the \(name) that were lost (lost is not zero):",
                losses.prefix(8).map { "in \(counted($0.value, "trial")): \(shown($0.key, limit: 200))" }
                    + (losses.count > 8 ? ["and \(losses.count - 8) more"] : []))
        }
    }
    let sides = [coverage.baseline, coverage.candidate].compactMap(\.self)
    let cheapest = cheapestScenarios(reaching: sides)
    if !cheapest.isEmpty {
        let reach =
            sides.allSatisfy(\.isKnown)
            ? "reach all of this" : "are seen to reach all that was seen (counters were lost, so others may be cheaper)"
        add(
            .plain,
            "cheapest scenarios that \(reach): \(cheapest.map { shown($0, limit: 100) }.joined(separator: ","))"
        )
    }
    return notes
}

/// What a second run does not reach any more, and why that may be.
private func lost(_ change: CoverageChange) -> CoverageNote {
    var why: [String] = []
    if !change.missing.isEmpty { why.append("the second run is without \(some(change.missing))") }
    if !change.changed.isEmpty { why.append("\(some(change.changed)) reached it in the first run alone") }
    let functions = some(change.lost.map(\.text))
    guard change.isUncertain else {
        return CoverageNote(
            weight: .gap, text: "\(some([change.path])): the second run does not reach \(functions) any more",
            items: why)
    }
    why.append("counters of the second run were lost, so it may be reached all the same")
    return CoverageNote(
        weight: .odd, text: "\(some([change.path])): the second run is not seen to reach \(functions)", items: why)
}

/// The first of some names, each bounded, and how many more there are.
func some(_ names: [String], _ limit: Int = 6) -> String {
    names.prefix(limit).map { shown($0, limit: 100) }.joined(separator: ", ")
        + (names.count > limit ? " and \(names.count - limit) more" : "")
}
