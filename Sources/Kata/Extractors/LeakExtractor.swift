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
        for item in LeakItem.allCases {
            let why = LeakItem.unseen.first { $0.item == item }?.why
            let values = (found[item] ?? []).map { names.value($0.identity) }
            derived.facets[path.appending(item.rawValue)] = why.map { .hidden($0) } ?? .seen(.bag(of: values))
        }
    }
}
