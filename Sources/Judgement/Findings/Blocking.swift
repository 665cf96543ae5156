import Facets
import Policies
import Scenarios

extension Rules {
    /// Whether a difference stops a release under the policy.
    func blocks(_ draft: Draft) -> Bool {
        whyBlocks(draft) != nil
    }

    /// What of the policy makes a difference block, in words; empty for its severity alone, nil if nothing does.
    func whyBlocks(_ draft: Draft) -> String? {
        guard !draft.isWaived else { return nil }
        let terms = policy.terms
        let ofClass = terms.blocksByClass[draft.class.rawValue]
        if let ofClass, ofClass.contains(draft.severity) {
            return "\(draft.class.rawValue) blocks under policy \(policy.name)"
        }
        if ofClass == nil, draft.class.canBlock, policy.blocks.contains(draft.severity) { return "" }
        guard draft.class.canBlock || ofClass?.isEmpty == false else { return nil }
        let path = criticalPaths(of: draft.scenario).first {
            terms.blocksByPath[$0]?.contains(draft.severity) ?? false
        }
        return path.map { "critical path \($0) makes it block under policy \(policy.name)" }
    }

    /// The critical paths that a scenario covers.
    func criticalPaths(of scenario: String) -> [String] {
        scenarios[scenario]?.covers ?? []
    }

    /// Whether a difference is told the private way only: a posture that may be loosened, a published weakness.
    func isPrivate(_ draft: Draft) -> Bool {
        guard draft.demand != nil || draft.severity == .blocker else { return false }
        let isPosture = ["guest-privileges", "guest-isolation", "privileges"].contains(draft.component)
        return isPosture || scenarios[draft.scenario]?.origin.contains(where: Advisory.isID) ?? false
    }
}
