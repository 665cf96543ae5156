package import Judgement

/// What was set aside before comparing, as text: by what and why, and some of the differences that it hid.
package func renderHidden(_ judged: Judged, style: TextStyle = TextStyle()) -> String {
    var lines = Lines(style)
    lines.short("Set aside before comparing, at most 20 of each", .bold)
    if judged.hidden.isEmpty { lines.short("  nothing that differed was set aside") }
    add(judged.hidden, applied: judged.applied, to: &lines)
    return lines.text
}

/// The hidden differences, each kind under its name with how often it was applied.
func add(_ hidden: [Hidden], applied: [String: Int]?, to lines: inout Lines) {
    var last: String?
    for one in hidden {
        if one.by != last {
            lines.blank()
            let count = applied?[one.by].map { ", \(counted($0, "facet"))" } ?? ""
            lines.add("\(one.by)\(count): \(shown(one.because, limit: 300))", after: "  ")
            last = one.by
        }
        lines.add(
            "\(one.facet) of \(one.scenario): \(shown(one.baseline, limit: 200)) / \(shown(one.candidate, limit: 200))",
            after: "    ")
    }
}
