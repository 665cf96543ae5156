import Foundation

/// What one call of `run-life-cycles` left in its folder, by the names that it gives.
struct Gathered {
    /// Runs against the stub, one lane: without and with looking at the host.
    var stub: [String: [[LifeCycle]]] = [:]
    /// Runs on the real shim, by the number of lanes.
    var runs: [Int: [[LifeCycle]]] = [:]
    /// Rates of `ctr run --rm`, a second, by how many ran side by side.
    var ctr: [Int: [Double]] = [:]

    init(folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for name in names {
            let path = "\(folder)/\(name)"
            let parts = name.split(separator: "-").map(String.init)
            guard parts.count >= 2 else { continue }
            switch (parts[0], parts[1]) {
            case ("stub", let snapshots): stub[snapshots, default: []].append(try RunFiles.lifeCycles(of: path))
            case ("runc", let lanes):
                guard let lanes = Int(lanes) else { continue }
                runs[lanes, default: []].append(try RunFiles.lifeCycles(of: path))
            case ("ctr", let side):
                guard let side = Int(side) else { continue }
                ctr[side, default: []] += try Self.rates(path)
            default: continue
            }
        }
    }

    /// Lines of `COUNT NANOSECONDS`, one a batch.
    private static func rates(_ path: String) throws -> [Double] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
            let numbers = line.split(separator: " ").compactMap { Double($0) }
            return numbers.count == 2 && numbers[1] > 0 ? numbers[0] / numbers[1] * 1e9 : nil
        }
    }
}

extension [LifeCycle] {
    /// From the begin of each trial to that of the next one, with the shim's own time in it: trials and the gaps between.
    var periods: [(period: UInt64, awaited: UInt64)] {
        let ordered = sorted { $0.begin < $1.begin }
        return zip(ordered, ordered.dropFirst()).map { ($1.begin - $0.begin, $0.awaited) }
    }

    /// Life-cycles a second, from the begin of the first to the end of the last.
    var rate: Double {
        guard let first = map(\.begin).min(), let last = map(\.end).max(), last > first else { return 0 }
        return Double(count) / Double(last - first) * 1e9
    }
}
