/// The catalogue of a library, as `Scenarios/README.md` holds it.
package enum ScenarioCatalogue {
    /// The text in Markdown: a table per area, in the order of their names, a line per file.
    package static func markdown(of scenarios: [Scenario]) -> String {
        let files = Dictionary(grouping: scenarios, by: \.fileIdentifier)
        let areas = Dictionary(grouping: files.keys.sorted()) { id in String(id.prefix { $0 != "/" }) }
        let generated = files.values.count { $0.first?.generated ?? false }
        var lines = [
            "# The scenario library", "",
            "\(files.count) files, \(generated) of them generated, \(scenarios.count) scenarios with every row of"
                + " `vary`. How one is written is in [LANGUAGE.md](LANGUAGE.md);",
            "`kumite list calls` shows which call is made in which state. This file is the output of"
                + " `kumite list scenarios --markdown`.",
        ]
        for area in areas.keys.sorted() {
            lines += ["", "## \(area)", "", "| scenario | what holds | tier | covers | because |"]
            lines.append("| --- | --- | --- | --- | --- |")
            for id in areas[area] ?? [] {
                guard let rows = files[id], let first = rows.first else { continue }
                lines.append(row(id, first, rows: rows.count))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ id: String, _ scenario: Scenario, rows: Int) -> String {
        let name = id.split(separator: "/").last.map(String.init) ?? id
        let marks = [rows > 1 ? "\(rows) rows" : nil, scenario.generated ? "generated" : nil].compactMap(\.self)
        let cells = [
            "[\(name)](\(id).yaml)" + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"),
            scenario.title, scenario.tier.rawValue, scenario.covers.joined(separator: ", "), scenario.because,
        ]
        return "| " + cells.map(escaped).joined(separator: " | ") + " |"
    }

    /// On one line, and without what would end a cell.
    private static func escaped(_ text: String) -> String {
        String(text.flatMap { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) })
    }
}
