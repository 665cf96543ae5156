import Facets

extension Reference {
    /// What the reference shows of one facet.
    struct Say: Sendable {
        var name: String
        /// How often it showed each state; never empty.
        var counts: [FacetState: StageCounts]

        var trials: Int { counts.values.reduce(0) { $0 + $1.total } }

        /// As text, like a side's.
        var text: String { tally.text(.baseline) }

        /// What it shows most.
        var mode: FacetState? { tally.mode(.baseline) }

        private var tally: Tally {
            Tally(
                counts.mapValues { counts in
                    var both = SideCounts()
                    both.baseline = counts
                    return both
                }, settlings: 0)
        }

        /// In how many of its trials it showed something else than a state.
        func others(than state: FacetState?) -> [Int] {
            [trials - (state.flatMap { counts[$0]?.total } ?? 0), trials]
        }

        /// Who of two that differ is odd, and why; nil where neither side's state is known.
        func odd(baseline: FacetState?, candidate: FacetState?) -> (odd: String, why: String)? {
            guard let baseline, let candidate else { return nil }
            return switch (counts[baseline] != nil, counts[candidate] != nil) {
            case (true, true): ("neither", "the reference \(name) shows either, so both are legal")
            case (true, false): ("candidate", "the reference \(name) shows what the baseline shows")
            case (false, true): ("baseline", "the reference \(name) shows what the candidate shows")
            case (false, false): ("both", "the reference \(name) shows neither")
            }
        }
    }
}
