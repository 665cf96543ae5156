import Facets

/// A facet's state as a reader sees it in a finding: one line, escaped, bounded; a plain word without quotes.
func valueText(_ state: FacetState, limit: Int = 240) -> String {
    guard case .seen(.text(let text)) = state, text.utf8.count <= 80, isPlain(text) else {
        return state.described(limit: limit)
    }
    return text
}

/// Whether a text needs no quotes to be told from every other kind of value.
private func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !["absent", "true", "false"].contains(text) else { return false }
    return (isWord(first) && !isDigit(first) || first == "/")
        && text.unicodeScalars.allSatisfy { isWord($0) || "/-.:#@".unicodeScalars.contains($0) }
}

/// A text that is escaped already, cut after so many characters.
func bounded(_ text: String, _ limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
        end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
}
