/// Life-cycles a second on the real shim, beside `ctr`; and what Kumite's have over the shim's own answers.
struct RatesTable {
    let text: String

    init(_ gathered: Gathered) {
        var lines = [
            "| life-cycles a second, runc | Kumite | `ctr run --rm` | ratio | ratio if Kumite added nothing |",
            "| --- | ---: | ---: | ---: | ---: |",
        ]
        for side in [1, 2] {
            let runs = gathered.runs[side] ?? []
            let ours = median(runs.map(\.rate))
            let theirs = median(gathered.ctr[side] ?? [])
            let awaited = median(runs.flatMap { $0 }.map { Double($0.awaited) })
            let most = awaited > 0 ? Double(side) / awaited * 1e9 : 0
            let cells = [
                "\(side) at a time", places(ours, 1), places(theirs, 1), Self.ratio(ours, theirs),
                Self.ratio(most, theirs),
            ]
            lines.append("| \(cells.joined(separator: " | ")) |")
        }
        let trials = (gathered.runs[1] ?? []).flatMap { $0 }
        let periods = (gathered.runs[1] ?? []).flatMap(\.periods)
        lines += [
            "", "| life-cycle on runc, one at a time, ms | p50 | the shim's own p50 | over it p50 |",
            "| --- | ---: | ---: | ---: |",
            Self.row("the trial", trials.map { ($0.wall, $0.awaited) }),
            Self.row("the trial and the gap to the next", periods.map { ($0.period, $0.awaited) }),
        ]
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func ratio(_ ours: Double, _ theirs: Double) -> String {
        theirs > 0 ? places(ours / theirs, 2) : "-"
    }

    private static func row(_ name: String, _ times: [(wall: UInt64, awaited: UInt64)]) -> String {
        let over = times.map { (Double($0.wall) / Double(max(1, $0.awaited)) - 1) * 100 }
        let cells = [
            name, milliseconds(median(times.map { Double($0.wall) })),
            milliseconds(median(times.map { Double($0.awaited) })), "\(places(median(over), 1)) %",
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }
}
