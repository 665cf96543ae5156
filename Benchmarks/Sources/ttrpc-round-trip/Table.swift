import Foundation

/// Prints p50 and p99 of both sides and what ours are of Go's.
func table(ours: String, go: String) throws {
    let stamped = try column(0, of: ours)
    let awaited = try column(1, of: ours)
    let reference = try column(0, of: go)
    print("| round trips | what is timed | p50 µs | p99 µs | p50 of Go's | p99 of Go's |")
    print("| --- | --- | --- | --- | --- | --- |")
    for (name, samples) in [
        ("Go to Go, as its caller sees it", reference),
        ("ours to ours, as the awaiting task sees it", awaited),
        ("ours to ours, by the stamps", stamped),
    ] {
        let figures = [0.50, 0.99].map { (quantile($0, of: samples), quantile($0, of: reference)) }
        let cells = figures.map { text($0.0 / 1000, 1) } + figures.map { text($0.0 / $0.1, 2) }
        print("| \(samples.count) | \(name) | \(cells.joined(separator: " | ")) |")
    }
}

/// One column of a file of numbers, sorted.
private func column(_ index: Int, of file: String) throws -> [Double] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").compactMap { line in
        let numbers = line.split(separator: " ")
        return numbers.indices.contains(index) ? Double(numbers[index]) : nil
    }.sorted()
}

/// The nearest-rank quantile of sorted numbers.
private func quantile(_ fraction: Double, of sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * fraction))]
}

private func text(_ number: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", number)
}
