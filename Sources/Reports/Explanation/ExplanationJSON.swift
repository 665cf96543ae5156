package import Judgement
import Policies
import Recordings

/// An explanation as the one object that `explain --json` prints, with a line feed.
package func renderExplanationJSON(_ explanation: Explanation) -> String {
    var all: [String: JSONValue] = [
        "finding": value(explanation.finding), "title": .string(explanation.title),
        "because": .string(explanation.because), "origin": .strings(explanation.origin),
        "demands": .strings(explanation.clauses), "sides": .array(explanation.sides.map(value)),
        "rows": .array(explanation.rows.map(value)), "hidden": .array(explanation.hidden.map(value)),
    ]
    if let entry = explanation.ledger {
        var members: [String: JSONValue] = [
            "facet": .string(entry.facet), "status": .string(entry.status.rawValue), "reason": .string(entry.reason),
            "owner": .string(entry.owner), "link": .string(entry.link), "file": .string(entry.file),
        ]
        members["expires"] = entry.expires.map(JSONValue.string)
        all["ledger"] = .object(members)
    }
    return JSONValue.object(all).text + "\n"
}

private func value(_ side: Explanation.Side) -> JSONValue {
    var members: [String: JSONValue] = [
        "role": .string(side.role), "contender": .string(side.contender), "lines": .array(side.lines.map(value)),
        "before": .count(side.before), "after": .count(side.after),
    ]
    members["trial"] = side.trial.map(JSONValue.count)
    members["why"] = side.why.map(JSONValue.string)
    return .object(members)
}

private func value(_ line: TranscriptLine) -> JSONValue {
    var members: [String: JSONValue] = [
        "nanoseconds": .integer(Int64(clamping: line.at)), "step": .string(line.step),
        "kind": .string(line.kind.rawValue), "text": .string(line.text),
    ]
    members["took"] = line.took.map { .integer(Int64(clamping: $0)) }
    return .object(members)
}

private func value(_ row: Explanation.Row) -> JSONValue {
    var members: [String: JSONValue] = ["same": .bool(row.isSame)]
    members["baseline"] = row.baseline.map(JSONValue.count)
    members["candidate"] = row.candidate.map(JSONValue.count)
    return .object(members)
}
