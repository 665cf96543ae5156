import Coverage
import Facets
import Policies

/// The aspect `coverage` of one cell: the policy's required reach, held against what the candidate reached.
struct CoverageHearing: Sendable {
    /// nil where nothing was counted, or the policy demands no reach.
    var verdict: Verdict?
    var drafts: [Draft] = []
    /// What can't be told, one sentence each.
    var sentences: [String] = []

    init(_ cell: JudgedCell, _ coverage: JudgedCoverage?, _ rules: Rules) {
        guard let coverage else { return }
        sentences = Self.sentences(coverage, in: cell)
        let candidates = coverage.table.rows.filter { $0.candidate != nil }
        guard let demands = rules.policy.terms.reach, !candidates.isEmpty else { return }
        var isUndecided = false
        let known = Set(candidates.map(\.path))
        for path in demands.keys.sorted() where path != PolicyTerms.anyPath && !known.contains(path) {
            isUndecided = true
            sentences.append(
                "no place of the critical path \(path) is known in \(cell.candidate)'s code, in \(cell.name)")
        }
        var judged = 0
        for row in candidates {
            guard let demand = demands[row.path] ?? demands[PolicyTerms.anyPath], let seen = row.candidate else {
                continue
            }
            judged += 1
            guard seen.functions > 0, seen.broad.isEmpty else {
                isUndecided = true
                continue
            }
            guard !Self.isEnough(seen.reached, of: seen.functions, demand) else {
                // A place that is not in the build stands for one function at least, and nobody knows whether it is run.
                guard !Self.isEnough(seen.reached, of: seen.functions + seen.missing.count, demand) else { continue }
                isUndecided = true
                sentences.append(
                    "critical path \(row.path) has its required reach on \(cell.candidate) in \(cell.name) only without "
                        + "\(seen.missing.count) of its places, which are not in the build")
                continue
            }
            guard seen.isKnown else {
                isUndecided = true
                sentences.append(
                    "it is not known whether critical path \(row.path) has its required reach on \(cell.candidate) in "
                        + "\(cell.name): \(seen.reached) of \(seen.functions) functions were seen, \(Self.share(demand)) are "
                        + "demanded, and \(seen.lost) trials lost counters")
                continue
            }
            var draft = Self.draft(cell, row, seen, demand, rules)
            draft.evidence = rules.missing(row.path, coverage).evidence
            drafts.append(rules.attributed(draft))
        }
        if drafts.contains(where: { !$0.isWaived }) {
            verdict = .regression
        } else {
            verdict = isUndecided || judged == 0 ? .inconclusive : .pass
        }
    }

    private static func isEnough(_ reached: Int, of functions: Int, _ demand: Double) -> Bool {
        Double(reached) >= demand * Double(functions) - 1e-9
    }

    private static func draft(
        _ cell: JudgedCell, _ row: CoverageTable.Row, _ seen: CoverageTable.Cell, _ demand: Double, _ rules: Rules
    ) -> Draft {
        let path = FacetPath("run", "coverage", row.path)
        let known = rules.policy.library.criticalPaths.first { $0.id == row.path }
        func words(_ cell: CoverageTable.Cell?) -> String {
            cell.map { "\($0.reached) of \($0.functions) functions reached" } ?? "not counted"
        }
        return Draft(
            cell: cell, scenario: "", path: path, pattern: path.description, class: .regression, severity: .major,
            rule: "coverage: policy \(rules.policy.name) demands that \(share(demand)) of \(row.path) is reached",
            odd: Side.candidate.rawValue, component: known?.component ?? "coverage",
            seen: Finding.Seen(
                baseline: [row.baseline?.reached ?? 0, row.baseline?.functions ?? 0],
                candidate: [seen.reached, seen.functions]),
            baseline: words(row.baseline), candidate: words(seen), templates: ["below"], rank: 0,
            step: path.description)
    }

    /// What is to be said beside every verdict.
    private static func sentences(_ coverage: JudgedCoverage, in cell: JudgedCell) -> [String] {
        var all: [String] = []
        let rows = coverage.table.rows
        func add(_ what: String, _ paths: [String]) {
            guard !paths.isEmpty else { return }
            all.append(
                "critical paths \(what) in \(cell.name): \(paths.count) of \(rows.count): \(paths.joined(separator: ", "))"
            )
        }
        add("whose code no scenario runs on either side", rows.filter { $0.state == .neither }.map(\.path))
        add(
            "whose code no scenario runs on the one side that counts it",
            rows.filter { $0.state == .unknown && $0.isReachedByNone }.map(\.path))
        add("of which lost counters leave open whether a scenario runs them", rows.filter(\.isOpen).map(\.path))
        add("whose code runs only where a shim hangs or is made to crash", rows.filter(\.onlyGravely).map(\.path))
        add("whose places are not in a side's build", rows.filter { $0.state == .stale }.map(\.path))
        let cells = rows.map { ($0.path, [$0.baseline, $0.candidate].compactMap(\.self)) }
        add(
            "of which a place matches more than half of a side's build, so that its reach says nothing",
            cells.filter { $0.1.contains { !$0.broad.isEmpty } }.map(\.0))
        for (name, count) in [(cell.baseline, coverage.baselineLost), (cell.candidate, coverage.candidateLost)]
        where count > 0 {
            all.append("\(count) trials of \(name) in \(cell.name) lost counters: what they ran is not known")
        }
        return all
    }

    private static func share(_ ratio: Double) -> String {
        let tenths = Int((ratio * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}

/// A finding for a side whose list of places is older or newer than its build: each says what is not found.
func judgeStalePlaces(_ cell: JudgedCell, _ coverage: JudgedCoverage?, _ rules: Rules) -> [Finding] {
    let rows = coverage?.table.rows ?? []
    let sides = [
        (cell.baseline, rows.flatMap { row in (row.baseline?.missing ?? []).map { "\(row.path): \($0)" } }),
        (cell.candidate, rows.flatMap { row in (row.candidate?.missing ?? []).map { "\(row.path): \($0)" } }),
    ]
    return sides.compactMap { contender, missing in
        guard !missing.isEmpty else { return nil }
        let text = ["stale-places", contender].joined(separator: "\n")
        return Finding(
            id: String(SHA256.digest(of: Array(text.utf8)).hexadecimal.prefix(12)), class: .staleLedger,
            severity: .minor, blocks: false,
            rule: "coverage: \(missing.count) places of critical paths are not in the build of \(contender)",
            odd: "neither", cells: [cell.name], drivers: [cell.driver], scenarios: [],
            seen: Finding.Seen(baseline: [0, 0], candidate: [0, 0]), facet: "run/coverage", component: "coverage",
            owner: "whoever keeps Matrix/critical-paths.yaml",
            question: "Were they moved or renamed, or were their packages not built to be counted?",
            baseline: "", candidate: "", firstDivergence: Finding.Divergence(scenario: "", step: ""),
            rerun: rules.repeating.run,
            evidence: missing.prefix(20).map { Escaping.text($0, limit: 200) }
                + (missing.count > 20 ? ["and \(missing.count - 20) more"] : []))
    }
}
