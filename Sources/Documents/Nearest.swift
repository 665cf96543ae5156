/// The name among `names` that `word` is most likely a slip of; nil if none is near.
///
/// Near means: at most one edit for three letters, and never more than three. An edit inserts, drops, replaces or
/// swaps neighbours. Of equally near names the first wins.
package func nearest(to word: String, among names: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().unicodeScalars.prefix(64))
    let limit = max(1, min(3, letters.count / 3))
    var best: (name: String, distance: Int)?
    for name in names {
        let other = Array(name.lowercased().unicodeScalars.prefix(64))
        guard abs(other.count - letters.count) <= limit else { continue }
        let distance = edits(from: letters, to: other)
        if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
}

/// How many edits lead from one text to the other, no part of it edited twice.
private func edits(from a: [Unicode.Scalar], to b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var row = [i + 1]
        for (j, other) in b.enumerated() {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
            if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other { cost = min(cost, before[j - 1] + 1) }
            row.append(cost)
        }
        before = last
        last = row
    }
    return last[b.count]
}
