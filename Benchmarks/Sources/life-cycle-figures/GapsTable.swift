/// Where Kumite's own time goes: what passes before each answer is asked for, after the last, and until the next trial.
struct GapsTable {
    let text: String

    init(_ cycles: [LifeCycle]) {
        let ordered = cycles.sorted { $0.begin < $1.begin }
        var names: [String] = []
        var gaps: [String: [Double]] = [:]
        var lengths: [String: [Double]] = [:]
        func add(_ name: String, _ from: UInt64, _ to: UInt64) {
            if gaps[name] == nil { names.append(name) }
            gaps[name, default: []].append(to > from ? Double(to - from) : 0)
        }
        for (index, cycle) in ordered.enumerated() {
            var last = cycle.begin
            for (place, answer) in cycle.answers.enumerated() {
                let name = "\(place) \(answer.name)"
                add(name, last, answer.from)
                lengths[name, default: []].append(Double(answer.to - answer.from))
                last = max(last, answer.to)
            }
            add("end", last, cycle.end)
            if index + 1 < ordered.count { add("next trial", cycle.end, ordered[index + 1].begin) }
        }
        var lines = ["| ms before | p50 | p90 | itself p50 |", "| --- | ---: | ---: | ---: |"]
        for name in names {
            let values = gaps[name] ?? []
            let length = lengths[name].map { milliseconds(median($0)) } ?? ""
            lines.append(
                "| \(name) | \(milliseconds(median(values))) | \(milliseconds(quantile(values, 0.9))) | \(length) |")
        }
        text = lines.joined(separator: "\n")
    }
}
