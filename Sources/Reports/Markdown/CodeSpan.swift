/// A text from outside as a code span of Markdown: nothing in it becomes markup, a link, a mention or an end of line.
///
/// A span ends only at a run of backticks as long as its own, and takes precedence over all but HTML and tables
/// (CommonMark 0.31, 6.1), of which these reports write neither. It never stands at the begin of a line, where its
/// backticks could open a fenced block.
func codeSpan(_ text: String, limit: Int = 240) -> String {
    // A blank alone, or nothing, would be no span.
    let text = shown(text, limit: limit)
    guard text.contains(where: { $0 != " " }) else { return "(empty)" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    // One blank on each side is taken away again when both are there: it keeps backticks and blanks apart from the
    // fence.
    let isBare = [" ", "`"].contains { text.hasPrefix($0) || text.hasSuffix($0) }
    return isBare ? "\(fence) \(text) \(fence)" : fence + text + fence
}

private func longestRun(of character: Unicode.Scalar, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for scalar in text.unicodeScalars {
        run = scalar == character ? run + 1 : 0
        longest = max(longest, run)
    }
    return longest
}

/// The first of some texts as code spans, and how many more there are.
func codeSpans(_ texts: [String], atMost limit: Int) -> String {
    let more = texts.count > limit ? " and \(texts.count - limit) more" : ""
    return texts.prefix(limit).map { codeSpan($0, limit: 80) }.joined(separator: ", ") + more
}
