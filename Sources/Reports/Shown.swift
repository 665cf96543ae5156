import Judgement
import Recordings

/// A text from a shim, a guest or a file as any report may show it: nothing in it can move a cursor, colour, hide or
/// reorder what stands around it; bounded.
///
/// Quotes stay: what the judge wrote is escaped already, and this must not do that twice.
func shown(_ text: String, limit: Int = 2000) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
        guard count < limit else { return result + "…" }
        count += 1
        if isHarmless(scalar) {
            result.unicodeScalars.append(scalar)
        } else {
            result += "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
    return result
}

/// Whether a character is one that is seen where it stands.
func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7f }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator,
        .nonspacingMark, .enclosingMark, .spacingMark:
        false
    default: true
    }
}

/// `1 thing`, `2 things`.
func counted(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
}

/// The first of some texts, and how many more there are.
func listed(_ texts: [String], atMost limit: Int) -> String {
    let more = texts.count > limit ? " and \(texts.count - limit) more" : ""
    return texts.prefix(limit).map { shown($0, limit: 200) }.joined(separator: ", ") + more
}

/// `3 of 11`.
func rate(_ counts: [Int]) -> String {
    counts.count == 2 ? "\(counts[0]) of \(counts[1])" : "unknown"
}

/// The aspects in one line: those that were judged with their verdicts, then those that were not.
func aspects(_ verdicts: [Aspect: Verdict]) -> String {
    let states = Aspect.allCases.map { (name: $0.rawValue, verdict: verdicts[$0] ?? .notJudged) }
    let judged = states.filter { $0.verdict != .notJudged }.map { "\($0.name) \($0.verdict.rawValue)" }
    let others = states.filter { $0.verdict == .notJudged }.map(\.name)
    return (judged + (others.isEmpty ? [] : ["not judged: " + others.joined(separator: ", ")])).joined(separator: "; ")
}

/// `runc against crun`, each pair once, in order.
func pairs(_ input: ReportInput) -> [String] {
    Set(input.cells.map { "\($0.baseline.name) against \($0.candidate.name)" }).sorted()
}
