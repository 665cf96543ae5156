import Facets
import Recordings

/// A transcript, and the part of it around the place where two of them part.
struct Window {
    let lines: [TranscriptLine]

    /// Lines that are shown of one side, and how many of them before the place.
    private static let length = 24
    private static let before = 5

    init(_ lines: [TranscriptLine]) {
        self.lines = lines
    }

    /// What is the same in two recordings of one thing: no stamp, and no trial's own.
    static func key(_ line: TranscriptLine) -> String {
        let text = Normaliser.all.reduce(line.text) { $1.rewrite($0) }
        return "\(line.kind.rawValue) \(line.step) \(text)"
    }

    /// The events alone, as keys.
    var events: [String] { lines.filter { $0.kind == .event }.map(Self.key) }

    /// The place at which two lists of events part; nil where they don't.
    static func parting(_ a: [String], _ b: [String]) -> Int? {
        let shared = zip(a, b).prefix { $0 == $1 }.count
        return shared == a.count && shared == b.count ? nil : shared
    }

    /// The lines around a step's first, or else around the event of a number, or else the last ones.
    func around(step: String, event: Int?) -> Range<Int> {
        let ofStep = lines.firstIndex { $0.step == step || $0.step.hasPrefix(step + "[") }
        let events = lines.indices.filter { lines[$0].kind == .event }
        let ofEvent = event.flatMap { events.isEmpty ? nil : events[min($0, events.count - 1)] }
        guard let place = step.isEmpty ? ofEvent : ofStep ?? ofEvent else {
            return max(0, lines.count - Self.length)..<lines.count
        }
        let from = max(0, place - Self.before)
        return from..<min(lines.count, from + Self.length)
    }
}

/// What stands beside what: the longest common part of both stays in rows, what is on one side alone stands alone.
func aligned(_ a: [TranscriptLine], _ b: [TranscriptLine]) -> [Explanation.Row] {
    let (x, y) = (a.map(Window.key), b.map(Window.key))
    // The length of the longest common part of what follows two places.
    var common = Array(repeating: Array(repeating: 0, count: y.count + 1), count: x.count + 1)
    for i in x.indices.reversed() {
        for j in y.indices.reversed() {
            common[i][j] = x[i] == y[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
        }
    }
    var rows: [Explanation.Row] = []
    var (i, j) = (0, 0)
    while i < x.count || j < y.count {
        if i < x.count, j < y.count, x[i] == y[j] {
            rows.append(.init(baseline: i, candidate: j, isSame: true))
            (i, j) = (i + 1, j + 1)
        } else if i < x.count, j < y.count, isCounterpart(a[i], b[j]), common[i + 1][j + 1] == common[i][j] {
            // One thing that went otherwise: a call of one step with another answer.
            rows.append(.init(baseline: i, candidate: j, isSame: false))
            (i, j) = (i + 1, j + 1)
        } else if j == y.count || i < x.count && common[i + 1][j] >= common[i][j + 1] {
            rows.append(.init(baseline: i, candidate: nil, isSame: false))
            i += 1
        } else {
            rows.append(.init(baseline: nil, candidate: j, isSame: false))
            j += 1
        }
    }
    return rows
}

private func isCounterpart(_ a: TranscriptLine, _ b: TranscriptLine) -> Bool {
    a.kind == b.kind && a.step == b.step
}
