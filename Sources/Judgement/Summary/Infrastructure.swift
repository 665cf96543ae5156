import Facets
import Statistics

/// Failures of Kumite's own that meet one side more than the other; nil where the exact test sees none.
///
/// They never count for or against a shim; but a shim that makes its host fail would hide behind them.
func judgeInfrastructure(_ cell: JudgedCell, _ trials: [JudgedTrial], _ rules: Rules) -> Draft? {
    func counts(_ side: Side) -> (failed: Int, all: Int) {
        let own = trials.filter { $0.role == side.rawValue }
        return (own.count { if case .infrastructure = $0.outcome { true } else { false } }, own.count)
    }
    let (baseline, candidate) = (counts(.baseline), counts(.candidate))
    let p = fisherTest(
        TwoByTwo(
            firstHits: baseline.failed, firstTrials: baseline.all, secondHits: candidate.failed,
            secondTrials: candidate.all))
    guard p <= decisiveLevel else { return nil }
    let path = FacetPath("run", "infrastructure")
    let worse = candidate.failed * baseline.all > baseline.failed * candidate.all ? "candidate" : "baseline"
    let why = trials.compactMap { trial in
        if case .infrastructure(let why) = trial.outcome, trial.role == worse { why } else { nil }
    }.min()
    var draft = Draft(
        cell: cell, scenario: "", path: path, pattern: path.description, class: .intermittent, severity: .major,
        rule: "infrastructure: trials of one side fail more often (exact test, p ≤ 0.001)", odd: worse,
        component: "infrastructure",
        seen: Finding.Seen(
            baseline: [baseline.failed, baseline.all], candidate: [candidate.failed, candidate.all]),
        baseline: "\(baseline.failed) of \(baseline.all) could not be carried out",
        candidate: "\(candidate.failed) of \(candidate.all) could not be carried out", templates: [worse], rank: 0,
        step: path.description)
    draft.evidence = ["one of them: \(Escaping.text(why ?? "", limit: 300))"]
    return draft
}
