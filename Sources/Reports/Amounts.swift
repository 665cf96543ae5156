import Foundation
import Judgement

/// An amount with a unit that suits its size, to three digits: `1.23 ms`, `45.6 MiB`.
func amount(_ value: Double, _ unit: String) -> String {
    let (steps, base): ([String], Double) =
        switch unit {
        case "nanoseconds": (["ns", "µs", "ms", "s"], 1000)
        case "bytes": (["B", "KiB", "MiB", "GiB"], 1024)
        default: ([""], 1000)
        }
    var (number, place) = (value, 0)
    while abs(number) >= base * 0.9995, place + 1 < steps.count {
        number /= base
        place += 1
    }
    let text = threeDigits(number)
    return steps[place].isEmpty ? text : "\(text) \(steps[place])"
}

/// A ratio as a change: `+12.3 %`, `-4.0 %`, `×3.40` from three times on.
func change(_ ratio: Double) -> String {
    guard ratio.isFinite, ratio > 0 else { return "unknown" }
    guard ratio < 3 else { return "×" + threeDigits(ratio) }
    let tenths = Int(((ratio - 1) * 1000).rounded())
    let sign = tenths < 0 ? "-" : "+"
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10) %"
}

/// A span of time in words: `450 ms`, `12.3 s`, `3 min 20 s`, `2 h 5 min`.
func duration(_ nanoseconds: UInt64) -> String {
    let seconds = nanoseconds / 1_000_000_000
    if seconds < 60 { return amount(Double(nanoseconds), "nanoseconds") }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds / 60 % 60) min"
}

/// Three digits, and no more than two after the point; no locale has a say in it.
private func threeDigits(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let places = abs(value) >= 99.95 ? 0 : abs(value) >= 9.995 ? 1 : 2
    let scale = [1, 10, 100][places]
    let whole = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let rest = String(whole % scale)
    return "\(sign)\(whole / scale).\(String(repeating: "0", count: places - rest.count))\(rest)"
}

extension Timing {
    /// How far apart the sides are, whichever is slower.
    var distance: Double { ratio > 0 && ratio.isFinite ? abs(log(ratio)) : 0 }

    /// Whether the interval leaves out that there is no difference; of fewer than six blocks none has 95 %.
    var isApart: Bool { blocks >= 6 && (low > 1 || high < 1) }
}

/// The comparisons in the order in which a reader wants them: those apart first, then by how far.
func byInterest(_ timings: [Timing]) -> [Timing] {
    timings.sorted { a, b in
        if a.isApart != b.isApart { return a.isApart }
        if a.distance != b.distance { return a.distance > b.distance }
        return (a.cell, a.scenario, a.measure) < (b.cell, b.scenario, b.measure)
    }
}
