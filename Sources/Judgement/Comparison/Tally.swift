import Facets

/// How often each state of one facet was seen, per side and stage.
struct Tally: Sendable {
    struct Kind: Sendable {
        var state: FacetState
        var counts: SideCounts

        /// Of a facet that is one value each time: what it was under `repeat`, each once; nil without.
        var outcomes: Set<FacetValue>? {
            if case .seen(.bag(let all)) = state { Set(all) } else { nil }
        }
    }

    /// In the order of the states, absence first; each state once.
    var kinds: [Kind]
    /// How often fresh trials were carried out: 0, 1 or 2.
    var settlings: Int
    /// Whether the facet is one value each time, so that a bag is of the outcomes under `repeat`.
    var isPlain: Bool

    init(_ counts: [FacetState: SideCounts], settlings: Int, isPlain: Bool = false) {
        kinds = counts.map { Kind(state: $0.key, counts: $0.value) }.sorted { precedes($0.state, $1.state) }
        self.settlings = settlings
        self.isPlain = isPlain
    }

    /// What a side showed up to a stage, and the other did not.
    ///
    /// Where the other varies, another mix of outcomes that it has shown, too, is nothing new: that is for the distributions
    /// to tell.
    func only(_ side: Side, through stage: Int = StageCounts.stages - 1) -> [SideCounts] {
        let other: Side = side == .baseline ? .candidate : .baseline
        let known = kinds.filter { $0.counts[other].through(stage) > 0 }
        let outcomes = known.count > 1 && isPlain ? known.reduce(into: []) { $0.formUnion($1.outcomes ?? []) } : Set()
        return kinds.filter { kind in
            guard kind.counts[side].through(stage) > 0, kind.counts[other].through(stage) == 0 else { return false }
            return !(isPlain && kind.outcomes?.isSubset(of: outcomes) == true)
        }.map(\.counts)
    }

    /// On how many trials of a side the facet could be compared.
    func trials(_ side: Side) -> StageCounts {
        kinds.reduce(into: StageCounts()) { $0 += $1.counts[side] }
    }

    /// The state seen most often on a side; of equally frequent ones the first by order.
    func mode(_ side: Side) -> FacetState? {
        kinds.enumerated().filter { $0.element.counts[side].total > 0 }
            .max { a, b in
                let (x, y) = (a.element.counts[side].total, b.element.counts[side].total)
                return x == y ? a.offset > b.offset : x < y
            }?.element.state
    }

    /// What a side showed, as text; with counts where it varies.
    func text(_ side: Side) -> String {
        let seen = kinds.filter { $0.counts[side].total > 0 }
            .sorted { $0.counts[side].total > $1.counts[side].total }
        guard seen.count > 1 else { return seen.first.map { valueText($0.state) } ?? "not seen" }
        let all = trials(side).total
        let shown = seen.prefix(4).map { "\(valueText($0.state, limit: 120)) (\($0.counts[side].total) of \(all))" }
        return (shown + (seen.count > 4 ? ["and \(seen.count - 4) more"] : [])).joined(separator: ", ")
    }
}

/// An order of states that compare: absence, then values.
private func precedes(_ a: FacetState, _ b: FacetState) -> Bool {
    switch (a, b) {
    case (.seen(let a), .seen(let b)): a < b
    case (.seen, _): false
    case (_, .seen): true
    default: a.described(limit: .max) < b.described(limit: .max)
    }
}
