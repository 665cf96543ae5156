/// A part of the Markdown report that may have to be cut.
struct MarkdownSection {
    var heading: String
    /// Each of one line or a few that belong together.
    var items: [[String]]
    /// How many of `items` are shown at least, however full the report is.
    var least: Int
    /// What the rest is called, one of it.
    var thing: String

    /// The section's lines with the first items only; what is left out is counted and said.
    func lines(showing count: Int) -> [String] {
        guard !items.isEmpty else { return [] }
        var lines = [heading, ""] + items.prefix(count).flatMap(\.self)
        if count < items.count { lines += ["- and \(counted(items.count - count, "more \(thing)")), in the report"] }
        return lines + [""]
    }
}

/// The sections, cut so that together they have at most so many lines: what stands first is kept first.
func fitted(_ sections: [MarkdownSection], lines limit: Int) -> [String] {
    var counts = sections.map { min($0.least, $0.items.count) }
    func used() -> Int { zip(sections, counts).reduce(0) { $0 + $1.0.lines(showing: $1.1).count } }
    for (place, section) in sections.enumerated() {
        // All of it may need fewer lines than all but the last, with the line that counts it.
        let before = counts[place]
        for count in stride(from: min(section.items.count, limit), to: before, by: -1) {
            counts[place] = count
            if used() <= limit { break }
            counts[place] = before
        }
    }
    return zip(sections, counts).flatMap { $0.lines(showing: $1) }
}
