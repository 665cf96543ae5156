import Facets
import Scenarios

/// Why a facet was not compared, and where that comes from.
struct Gap: Sendable, Hashable {
    /// In words that follow "facets:".
    var why: String
    /// The step that was not reached.
    var place: String?
}

/// Whether a facet can be compared.
enum Reach: Sendable, Hashable {
    case comparable
    /// Both sides refused the step that would show it; that they did is compared, and there is no more to see.
    case refusedAlike
    case gap(Gap)
}

/// Whether each side showed a facet at least once, and if not, why.
func reach(_ path: FacetPath, _ states: [FacetState], _ bout: Bout, _ steps: StepOrder) -> Reach {
    guard states.contains(where: { !$0.isComparable }) else { return .comparable }
    let reasons = Side.allCases.compactMap { side -> (side: Side, state: FacetState)? in
        let own = zip(states, bout.groups).filter { $0.1.counts[side].total > 0 }.map(\.0)
        guard !own.contains(where: \.isComparable) else { return nil }
        return own.min { $0.described(limit: 200) < $1.described(limit: 200) }.map { (side, $0) }
    }
    guard let first = reasons.first else { return .comparable }
    let who = reasons.count > 1 ? "neither side" : "the \(first.side.rawValue)"
    switch first.state {
    case .unreached(let step):
        if reasons.count > 1, steps.isRefusal(path, step) { return .refusedAlike }
        let verb = reasons.count > 1 ? "reached" : "did not reach"
        return .gap(Gap(why: "\(who) \(verb) the step that shows them", place: Escaping.text(step, limit: 80)))
    case .hidden(let why):
        return .gap(Gap(why: "\(who) can\(reasons.count > 1 ? "" : "'t") show them: \(Escaping.text(why, limit: 120))"))
    case .seen, .absent: return .comparable
    }
}

extension StepOrder {
    /// Whether a facet that was not reached belongs to the very step that is to blame.
    func isRefusal(_ path: FacetPath, _ blame: String) -> Bool {
        let own = step(of: path)?.path.description
        return own.map { $0 == blame } ?? path.description.hasPrefix(blame + "/")
    }
}

extension Gap {
    init(why: String) {
        self.init(why: why, place: nil)
    }
}
