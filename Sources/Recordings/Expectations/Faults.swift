package import Facets
import Scenarios

/// What a trial's facets tell that breaks the contract whatever its scenario demands: of a family that the catalogue calls a
/// fault nothing may be there. In the order of the paths.
package func faults(in facets: FacetSet, by catalogue: Catalogue) -> [Unmet] {
    let patterns = catalogue.entries.filter(\.isFault).map(\.pattern)
    let faults = facets.states.filter { path, _ in patterns.contains { $0.matches(path) } }
    return faults.sorted { $0.key < $1.key }.compactMap { path, state in
        guard case .seen(let value) = state, let first = told(value) else { return nil }
        return Unmet(
            kind: .broken, path: path, matcher: .anyOrder([]), state: state, step: nil, implicit: true,
            why: "nothing of this kind may be; there is \(first)", place: SourcePlace(line: 0, column: 0))
    }
}

/// The beginning of what is told; nil for an empty bag.
private func told(_ value: FacetValue) -> String? {
    switch value {
    case .bag(let values), .list(let values):
        guard let first = values.first else { return nil }
        let more = values.count > 1 ? ", and \(values.count - 1) more" : ""
        return "\(Escaping.text("\(first)", limit: 160))\(more)"
    default: return Escaping.text("\(value)", limit: 160)
    }
}
