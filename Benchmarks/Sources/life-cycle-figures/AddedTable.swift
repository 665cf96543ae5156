/// What Kumite adds to a life-cycle of a shim that answers at once.
struct AddedTable {
    let text: String

    init(_ gathered: Gathered) {
        var lines = [
            "| life-cycle against the stub, ms | trials | wall p50 | the stub's own p50 | added p50 | added p90 |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        ]
        for (name, title) in [("without", "`--no-snapshots`"), ("with", "with snapshots")] {
            let periods = (gathered.stub[name] ?? []).flatMap(\.periods)
            let added = periods.map { Double($0.period) - Double($0.awaited) }
            let cells = [
                title, "\(periods.count)", milliseconds(median(periods.map { Double($0.period) })),
                milliseconds(median(periods.map { Double($0.awaited) })), milliseconds(median(added)),
                milliseconds(quantile(added, 0.9)),
            ]
            lines.append("| \(cells.joined(separator: " | ")) |")
        }
        text = lines.joined(separator: "\n") + "\n"
    }
}
