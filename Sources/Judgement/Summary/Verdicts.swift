import Policies

extension Verdict {
    /// The whole of some parts: the first of regression, unfit, inconclusive, pass; what isn't judged can't pass.
    static func whole(_ parts: [Verdict]) -> Verdict {
        for verdict in [Verdict.regression, .unfit] where parts.contains(verdict) { return verdict }
        return !parts.isEmpty && parts.allSatisfy { $0 == .pass } ? .pass : .inconclusive
    }

    /// The exit code of a whole.
    package var exit: Int32 {
        switch self {
        case .pass: 0
        case .regression: 1
        case .inconclusive, .notJudged: 2
        case .unfit: 3
        }
    }
}

/// What decides a cell's behaviour.
struct CellOutcome: Sendable {
    var drafts: [Draft] = []
    /// Facets that were compared.
    var compared = 0
    /// Suspicions that nobody settled.
    var outstanding = 0
    /// Trials that could not be carried out.
    var infrastructure = 0

    /// Behaviour: a blocker decides; nothing compared, or what is undecided and would block, is never a pass.
    func behaviour(_ rules: Rules) -> Verdict {
        if drafts.contains(where: rules.blocks) { return .regression }
        guard compared > 0 else { return infrastructure > 0 ? .unfit : .inconclusive }
        let isUndecided = drafts.contains {
            $0.class == .intermittent && $0.odd != "both" && rules.policy.blocks.contains($0.severity) && !$0.isWaived
        }
        return outstanding > 0 || isUndecided ? .inconclusive : .pass
    }
}

/// The verdict of each aspect, given those of behaviour, timing and coverage; an aspect that nothing judges yet is undecided where
/// a policy requires it. Timing is judged where the policy has gates.
func aspects(_ behaviour: Verdict, timing: Verdict?, coverage: Verdict?, _ policy: Policy) -> [Aspect: Verdict] {
    var verdicts: [Aspect: Verdict] = [:]
    for aspect in Aspect.allCases {
        verdicts[aspect] = policy.requires.contains(aspect.rawValue) ? .inconclusive : .notJudged
    }
    verdicts[.behaviour] = behaviour
    if let timing { verdicts[.timing] = timing }
    if let coverage { verdicts[.coverage] = coverage }
    return verdicts
}

/// The whole: the aspects that the policy requires.
func whole(_ verdicts: [Aspect: Verdict], _ policy: Policy) -> Verdict {
    Verdict.whole(policy.requires.map { Aspect(rawValue: $0).flatMap { verdicts[$0] } ?? .inconclusive })
}
