/// Life-cycles a second on the real shim, beside `ctr`; and what Kumite's have over the shim's own answers.
struct RatesTable {
    let text: String

    init(_ gathered: Gathered) {
        var lines = [
            "| life-cycles a second, runc | Kumite | `ctr run --rm` | ratio | wanted |",
            "| --- | ---: | ---: | ---: | ---: |",
        ]
        for side in [1, 2] {
            let ours = median((gathered.runs[side] ?? []).map(\.rate))
            let theirs = median(gathered.ctr[side] ?? [])
            let ratio = theirs > 0 ? places(ours / theirs, 2) : "-"
            lines.append("| \(side) at a time | \(places(ours, 1)) | \(places(theirs, 1)) | \(ratio) | 2.00 |")
        }
        let trials = (gathered.runs[1] ?? []).flatMap { $0 }
        let periods = (gathered.runs[1] ?? []).flatMap(\.periods)
        lines += [
            "", "| life-cycle on runc, one at a time, ms | p50 | the shim's own p50 | over it p50 | wanted |",
            "| --- | ---: | ---: | ---: | ---: |",
            Self.row("the trial", trials.map { ($0.wall, $0.awaited) }, "5 %"),
            Self.row("the trial and the gap to the next", periods.map { ($0.period, $0.awaited) }, ""),
        ]
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ name: String, _ times: [(wall: UInt64, awaited: UInt64)], _ wanted: String) -> String {
        let over = times.map { (Double($0.wall) / Double(max(1, $0.awaited)) - 1) * 100 }
        let cells = [
            name, milliseconds(median(times.map { Double($0.wall) })),
            milliseconds(median(times.map { Double($0.awaited) })), "\(places(median(over), 1)) %", wanted,
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }
}
