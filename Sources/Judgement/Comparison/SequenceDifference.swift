import Facets

/// What vanished, what is new and what moved between two lists, in words.
func sequenceDifference(from old: [FacetValue], to new: [FacetValue]) -> String {
    let (vanished, added) = (leftover(of: old, without: new), leftover(of: new, without: old))
    var parts: [String] = []
    if !vanished.isEmpty { parts.append("vanished: \(names(vanished))") }
    if !added.isEmpty { parts.append("new: \(names(added))") }
    if parts.isEmpty, let place = zip(old, new).enumerated().first(where: { $0.element.0 != $0.element.1 }) {
        let (was, stands) = place.element
        parts.append("moved: at place \(place.offset + 1) stands \(names([stands])), not \(names([was]))")
    }
    return "order: " + (parts.isEmpty ? "the same" : parts.joined(separator: "; "))
}

/// The values of one list that another has not, or not as often.
private func leftover(of values: [FacetValue], without others: [FacetValue]) -> [FacetValue] {
    var left = others.reduce(into: [FacetValue: Int]()) { $0[$1, default: 0] += 1 }
    return values.filter { value in
        guard let count = left[value], count > 0 else { return true }
        left[value] = count - 1
        return false
    }
}

private func names(_ values: [FacetValue]) -> String {
    let shown = values.prefix(6).map { valueText(.seen($0), limit: 80) }.joined(separator: ", ")
    return values.count > 6 ? "\(shown) and \(values.count - 6) more" : shown
}
