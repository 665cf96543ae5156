package import Judgement

/// Whether a finding was seen again, in a few lines.
package func renderRepeated(_ finding: Finding, _ answer: Repeated, in input: ReportInput) -> String {
    var lines = Lines(TextStyle())
    let trials = counted(answer.trials, "trial")
    lines.short("Finding \(finding.id): \(finding.class.rawValue) \(shown(finding.facet, limit: 200))")
    if let again = answer.again {
        lines.short(
            "Seen again, as \(again.class.rawValue)\(again.blocks ? ", which blocks" : ""): baseline "
                + "\(rate(again.seen.baseline)), candidate \(rate(again.seen.candidate)) trials")
    } else {
        lines.short("Not seen again in \(trials)")
        for other in answer.instead.prefix(4) {
            lines.add(
                "\(other.id) \(other.class.rawValue): \(other.baseline) / \(other.candidate)", after: "  instead  ")
        }
    }
    if !input.judged.requests.isEmpty { lines.short("Not settled: more trials are needed") }
    lines.add(input.archive, after: "Archive: ")
    lines.short("Verdict of what was repeated: \(input.judged.verdict.rawValue), exit \(input.judged.exit)")
    return lines.text
}

/// The same as the one object of `rerun --json`, with a line feed.
package func renderRepeatedJSON(
    _ finding: Finding, of run: String, _ answer: Repeated, in input: ReportInput
) -> String {
    var all: [String: JSONValue] = [
        "finding": .string(finding.id), "of": .string(run), "seenAgain": .bool(answer.again != nil),
        "instead": .array(answer.instead.map(value)), "trials": .count(answer.trials),
        "run": .string(input.run), "archive": .string(input.archive),
        "verdict": .string(input.judged.verdict.rawValue), "exit": .integer(Int64(input.judged.exit)),
    ]
    all["again"] = answer.again.map(value)
    return JSONValue.object(all).text + "\n"
}
