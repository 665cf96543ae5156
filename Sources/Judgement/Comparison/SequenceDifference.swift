import Facets

/// What vanished, what is new, what came twice and what moved between two lists, in words.
func sequenceDifference(from old: [FacetValue], to new: [FacetValue]) -> String {
    let (vanished, added) = (leftover(of: old, without: new), leftover(of: new, without: old))
    let doubled = added.filter(old.contains)
    let others = added.filter { !old.contains($0) }
    var parts: [String] = []
    if !vanished.isEmpty { parts.append("vanished: \(names(vanished))") }
    if !others.isEmpty { parts.append("new: \(names(others))") }
    if !doubled.isEmpty { parts.append("doubled: \(names(doubled))") }
    // What both have, in each one's order.
    let (kept, now) = (removing(vanished, from: old), removing(added, from: new))
    let moved = moved(from: kept, to: now)
    if !moved.isEmpty { parts.append("moved: " + moved.joined(separator: ", ")) }
    return "order: " + (parts.isEmpty ? "the same" : parts.joined(separator: "; "))
}

/// What has another place among the rest: all that is not of the longest part that kept its order.
private func moved(from old: [FacetValue], to new: [FacetValue]) -> [String] {
    // Longer lists of events come of storms; which of thousands moved is no help to a reader.
    guard old != new else { return [] }
    guard old.count <= 400 else { return ["of \(old.count) some stand elsewhere"] }
    var common = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
        for j in new.indices.reversed() {
            common[i][j] = old[i] == new[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
        }
    }
    var (i, j) = (0, 0)
    var moved: [String] = []
    while i < old.count, j < new.count {
        if old[i] == new[j] {
            (i, j) = (i + 1, j + 1)
        } else if common[i + 1][j] > common[i][j + 1] {
            i += 1
        } else {
            moved.append("\(names([new[j]])) stands at place \(j + 1)")
            j += 1
        }
    }
    moved += new[j...].indices.map { "\(names([new[$0]])) stands at place \($0 + 1)" }
    return moved.count > 6 ? Array(moved.prefix(6)) + ["and \(moved.count - 6) more"] : moved
}

/// A list without some of its values, each taken away from its end as often as it is named.
private func removing(_ some: [FacetValue], from all: [FacetValue]) -> [FacetValue] {
    var left = some.reduce(into: [FacetValue: Int]()) { $0[$1, default: 0] += 1 }
    return all.reversed().filter { value in
        guard let count = left[value], count > 0 else { return true }
        left[value] = count - 1
        return false
    }.reversed()
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
