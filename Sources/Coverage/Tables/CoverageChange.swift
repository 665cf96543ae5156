/// What a later side reaches of a critical path less or more than an earlier one.
package struct CoverageChange: Sendable, Hashable {
    /// The path's id.
    package var path: String
    /// Functions reached before and not any more, though the later build has them; sorted.
    package var lost: [CoveredBuild.Function]
    /// Functions reached only now, though the earlier build had them; sorted.
    package var gained: [CoveredBuild.Function]
    /// Scenarios that reached what is lost, and of which the later side has no trial; sorted.
    package var missing: [String]
    /// Scenarios that reached what is lost, and do not any more; sorted.
    package var changed: [String]
    /// Whether counters of the later side were lost: it may reach all the same what it seems to have lost.
    package var isUncertain: Bool
    /// Whether counters of the earlier side were lost: it may have reached what seems to be gained.
    package var isGainUncertain: Bool

    package init(
        path: String, lost: [CoveredBuild.Function], gained: [CoveredBuild.Function], missing: [String],
        changed: [String], isUncertain: Bool, isGainUncertain: Bool = false
    ) {
        self.path = path
        self.lost = lost
        self.gained = gained
        self.missing = missing
        self.changed = changed
        self.isUncertain = isUncertain
        self.isGainUncertain = isGainUncertain
    }
}

/// What changed from one side to a later one, in the order of the paths; only those of which something did.
///
/// Functions are compared by file and name, so builds may differ, languages not: of those nothing is said.
package func changes(_ paths: [String], from old: CoverageSide, to new: CoverageSide) -> [CoverageChange] {
    paths.compactMap { path -> CoverageChange? in
        let before = old.functions(of: path).byPlace
        let after = new.functions(of: path).byPlace
        let shared = Set(before.keys).intersection(after.keys)
        let lost = shared.filter { before[$0]?.isReached == true && after[$0]?.isReached == false }
        let gained = shared.filter { before[$0]?.isReached == false && after[$0]?.isReached == true }
        guard !lost.isEmpty || !gained.isEmpty else { return nil }
        let reaching = lost.reduce(into: Set<String>()) { $0.formUnion(before[$1]?.scenarios ?? []) }
        let missing = reaching.filter { new.scenarios[$0] == nil }
        let changed = reaching.subtracting(missing)
        func sorted(_ places: Set<CoverageSide.Place>) -> [CoveredBuild.Function] {
            places.compactMap { after[$0]?.function }.sorted {
                ($0.file, $0.line, $0.text) < ($1.file, $1.line, $1.text)
            }
        }
        return CoverageChange(
            path: path, lost: sorted(lost), gained: sorted(gained), missing: missing.sorted(),
            changed: changed.sorted(),
            isUncertain: !new.isKnown || changed.contains { new.scenarios[$0]?.isKnown != true },
            isGainUncertain: !old.isKnown)
    }
}

extension CoverageSide {
    /// What makes a function of two builds the same.
    fileprivate struct Place: Hashable {
        var file: String
        var symbol: CodeSymbol
    }
}

extension [CoverageSide.Function] {
    fileprivate var byPlace: [CoverageSide.Place: CoverageSide.Function] {
        Dictionary(map { (CoverageSide.Place(file: $0.function.file, symbol: $0.function.symbol), $0) }) { first, _ in
            first
        }
    }
}
