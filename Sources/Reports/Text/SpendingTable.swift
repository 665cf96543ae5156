/// Where a run's time went, as a report shows it.
package struct ReportedSpending: Sendable {
    /// A scenario's trials: how many, and how long all of them took, nanoseconds.
    package typealias OfScenario = (scenario: String, trials: Int, nanoseconds: UInt64)
    /// A part of every trial, and how long it took in all, nanoseconds.
    package typealias OfPart = (part: String, nanoseconds: UInt64)

    package var parts: [OfPart]
    /// What took longest first.
    package var scenarios: [OfScenario]

    package init(parts: [OfPart], scenarios: [OfScenario]) {
        self.parts = parts
        self.scenarios = scenarios
    }
}

/// The parts of all trials and the scenarios that took longest, as tables.
///
/// - Parameter limit: How many scenarios are listed; the rest is one line.
package func renderSpending(_ spending: ReportedSpending, limit: Int = 25) -> String {
    let whole = max(1, spending.parts.reduce(0) { $0 + $1.nanoseconds })
    func line(_ name: String, _ count: String, _ nanoseconds: UInt64, _ more: String) -> String {
        let share = Int((Double(nanoseconds) / Double(whole) * 1000).rounded())
        let cells = [
            padded(name, 48), padded(count, 7), padded(duration(nanoseconds), 12),
            padded("\(share / 10).\(share % 10) %", 8), more,
        ]
        return "  " + String(cells.joined(separator: " ").reversed().drop { $0 == " " }.reversed())
    }
    var lines = ["Where the trials' time went (side by side counts twice)"]
    lines += spending.parts.map { line($0.part, "", $0.nanoseconds, "") }
    lines.append("  " + padded("scenario", 48) + " trials  all          share    each")
    for entry in spending.scenarios.prefix(limit) {
        let each = entry.nanoseconds / UInt64(max(1, entry.trials))
        lines.append(
            line(shown(entry.scenario, limit: 48), "\(entry.trials)", entry.nanoseconds, duration(each)))
    }
    let rest = spending.scenarios.dropFirst(limit)
    if !rest.isEmpty {
        lines.append(
            line(
                "\(rest.count) more", "\(rest.reduce(0) { $0 + $1.trials })", rest.reduce(0) { $0 + $1.nanoseconds },
                ""))
    }
    return lines.joined(separator: "\n") + "\n"
}
