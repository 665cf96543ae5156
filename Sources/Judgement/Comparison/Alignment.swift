import Facets
import Scenarios

/// The facets of several recordings side by side, aligned by path.
struct Alignment: Sendable {
    private let groups: [FacetSet]
    private let steps: StepOrder
    /// Per group: the steps that were not reached, by their paths.
    private let unreached: [[FacetPath: String]]
    /// Per group: the places that could not be shown, or were not reached, as wholes: a guest's report, a look at the host.
    private let missing: [[FacetPath: FacetState]]

    init(_ bout: Bout, steps: StepOrder) {
        self.init(bout.groups.map(\.facets), steps: steps)
    }

    init(_ sets: [FacetSet], steps: StepOrder) {
        groups = sets
        self.steps = steps
        unreached = sets.map { set in
            var found: [FacetPath: String] = [:]
            for (path, state) in set.states {
                guard case .unreached(let step) = state else { continue }
                let place = steps.step(of: path)?.path ?? path
                // Of several, the same whatever the dictionary's order.
                found[place] = found[place].map { min($0, step) } ?? step
            }
            return found
        }
        missing = sets.map { $0.states.filter { !$0.value.isComparable } }
    }

    /// Every path of any group, in order.
    var paths: [FacetPath] {
        guard groups.count > 1 else { return groups.first?.states.keys.sorted() ?? [] }
        return groups.reduce(into: Set<FacetPath>()) { $0.formUnion($1.states.keys) }.sorted()
    }

    /// What a group shows of a path; what a recording doesn't have was not there, unless its step was not reached.
    func state(_ path: FacetPath, in group: Int) -> FacetState {
        if let state = groups[group][path] { return state }
        if let state = missingWhole(of: path, in: group) { return state }
        guard !unreached[group].isEmpty, let step = steps.step(of: path)?.path, let label = unreached[group][step]
        else {
            return .absent
        }
        return .unreached(step: label)
    }

    /// What a group shows of the nearest place that a path lies in, if that could not be shown or reached.
    private func missingWhole(of path: FacetPath, in group: Int) -> FacetState? {
        guard !missing[group].isEmpty else { return nil }
        var names = path.components
        while names.count > 2 {
            names.removeLast()
            let whole = FacetPath(names)
            if let state = missing[group][whole] { return state }
            // What was shown as a whole has all its parts.
            if groups[group][whole] != nil { return nil }
        }
        return nil
    }

    /// The states of a path, a group each.
    func states(_ path: FacetPath) -> [FacetState] {
        groups.indices.map { state(path, in: $0) }
    }
}
