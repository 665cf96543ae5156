import Facets
import Scenarios

/// What the baseline has and the candidate lacks (design, "A scenario"): a finding, a blocker until it is waived.
func judgeUnsupported(_ cell: JudgedCell, _ scenario: Scenario, _ trials: [JudgedTrial], _ rules: Rules) -> Draft? {
    func reasons(_ side: Side) -> [String] {
        trials.filter { $0.role == side.rawValue }.compactMap { trial in
            if case .unsupported(let why) = trial.outcome { why } else { nil }
        }
    }
    func count(_ side: Side) -> Int { trials.count { $0.role == side.rawValue } }
    let baselineRan = trials.contains {
        $0.role == Side.baseline.rawValue && ($0.outcome == .recorded || $0.outcome == .hung)
    }
    let lacking = reasons(.candidate)
    guard let why = lacking.min(), baselineRan else { return nil }
    let path = FacetPath("run", "supported")
    let draft = Draft(
        cell: cell, scenario: scenario.id, path: path, pattern: path.description, class: .unsupported,
        severity: .blocker, rule: "unsupported: the baseline has it and the candidate lacks it", odd: "candidate",
        component: "capabilities",
        seen: Finding.Seen(baseline: [0, count(.baseline)], candidate: [lacking.count, count(.candidate)]),
        baseline: "supported", candidate: "unsupported: \(Escaping.text(why, limit: 300))",
        // What is lacking is the cause, whichever scenario asks for it.
        templates: ["supported", template(.seen(.text(why)))], rank: 0, step: path.description)
    return rules.attributed(draft)
}
