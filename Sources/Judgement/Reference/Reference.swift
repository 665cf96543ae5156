import Facets
import Recordings
import Scenarios

/// What the reference showed in the trials of a bout: a third that says who of two is odd, in the areas it speaks for.
struct Reference: Sendable {
    let name: String
    private let areas: Set<String>
    private let bout: Bout
    private let steps: StepOrder
    private let alignment: Alignment

    /// Nil without a recording of a reference.
    init?(_ bout: Bout, steps: StepOrder) {
        guard let name = bout.cell.reference, !bout.reference.isEmpty else { return nil }
        self.name = name
        areas = Set(bout.cell.referenceSpeaksFor)
        self.bout = bout
        self.steps = steps
        alignment = Alignment(bout.reference.map(\.facets), steps: steps)
    }

    /// Every path that it showed.
    var paths: Set<FacetPath> { Set(alignment.paths) }

    /// Whether it speaks for a facet: its component is an area of the reference, or the scenario's folder is one and the
    /// facet is of that scenario's own steps and containers, not of the host.
    func speaks(for path: FacetPath, _ component: String) -> Bool {
        guard !areas.isEmpty, !areas.contains(component) else { return true }
        return areas.contains(bout.scenario.area) && path.components.first != "host"
    }

    /// What it shows of a facet as compared; nil where it doesn't speak for it or could not show it.
    func say(_ path: FacetPath, _ component: String, _ treatment: Treatment? = nil) -> Say? {
        guard speaks(for: path, component) else { return nil }
        var counts: [FacetState: StageCounts] = [:]
        for (state, group) in zip(alignment.states(path), bout.reference) where state.isComparable {
            guard let state = treatment.map({ $0(state) }) ?? state else { return nil }
            counts[state, default: StageCounts()] += group.counts
        }
        return counts.isEmpty ? nil : Say(name: name, counts: counts)
    }

    /// The demands that it did not meet, each with in how many trials.
    func broken(_ scenario: Scenario, _ rules: Rules) -> [FacetPath: Int] {
        var broken: [FacetPath: Int] = [:]
        for group in bout.reference {
            let paths = Set(rules.unmet(scenario, group.facets).filter { $0.kind == .broken }.map(\.path))
            for path in paths { broken[path, default: 0] += group.counts.total }
        }
        return broken
    }
}
