import Facets
package import Recordings

/// What was left, by the points of Kata's leak list: `host/kata-left/POINT`; the general extractor tells it by kind.
package struct LeakExtractor: Extractor {
    package let name = "kata-leaks"

    package init() {}

    package func extract(from recording: Recording, into derived: inout Derived) {
        let path = FacetPath("host", "kata-left")
        let difference = recording.observations.reversed().lazy.compactMap { observation -> HostDifference? in
            guard case .host(let difference) = observation.what else { return nil }
            return difference.moment == "before-clean" ? difference : nil
        }.first
        guard let difference else {
            for item in LeakItem.allCases {
                derived.facets[path.appending(item.rawValue)] = .hidden("the host was not looked at before and after")
            }
            return
        }
        let names = NamesInPlace(recording)
        let found = Dictionary(grouping: difference.left) { LeakItem.item(of: $0) }
        let sights = Sights(recording)
        var own: [LeakItem: [String]] = [:]
        if let before = sights.before, let after = sights.after {
            own = Dictionary(grouping: SandboxSight.leaks(before: before, after: after), by: \.item)
                .mapValues { $0.map(\.what) }
        }
        for item in LeakItem.allCases {
            let values = ((found[item] ?? []).map(\.identity) + (own[item] ?? [])).map { names.value($0) }
            let why = LeakItem.onlyBySight.contains(item) ? sights.blindness(to: item) : nil
            derived.facets[path.appending(item.rawValue)] = why.map { .hidden($0) } ?? .seen(.bag(of: values))
        }
    }
}

extension Sights {
    /// Why nothing can be said of a point; nil if it was looked at before and after.
    fileprivate func blindness(to item: LeakItem) -> String? {
        guard let before, let after else { return "nobody looked before and after" }
        return before.unseen[item.rawValue] ?? after.unseen[item.rawValue]
    }
}
