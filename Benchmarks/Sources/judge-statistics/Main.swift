import Foundation
import Statistics

/// The judge's statistics on made-up times: 150 scenarios, 2 sides, 40 rounds, 12 phases.
///
///     judge-statistics make FILE      writes the times: doubles, little-endian, by scenario, phase, side and round
///     judge-statistics judge FILE OUT writes what the judge makes of them, a line a comparison
@main
enum Main {
    static let rounds = 40

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.count) {
        case ("make", 3): try make(arguments[arguments.startIndex + 1], scenarios: Int(arguments.last ?? "") ?? 150)
        case ("judge", 3): try judge(arguments[arguments.startIndex + 1], arguments[arguments.startIndex + 2])
        default:
            FileHandle.standardError.write(Data("usage: judge-statistics make FILE SCENARIOS | judge FILE OUT\n".utf8))
            exit(64)
        }
    }

    /// Lognormal times that drift, one in fifty of them a stall; some phases are slower on the second side.
    private static func make(_ path: String, scenarios: Int) throws {
        var random = SeededGenerator(seed: 42)
        var times: [Double] = []
        for comparison in 0..<scenarios * 12 {
            for side in 0..<2 {
                for round in 0..<rounds {
                    let normal = (-2 * log(1 - random.unit())).squareRoot() * cos(2 * .pi * random.unit())
                    let stall = random.unit() < 0.02 ? 1.5 : 0
                    let slower = side == 1 && comparison % 7 == 0 ? 0.1 : 0
                    times.append(1e7 * exp(0.18 * normal + 0.25 * Double(round) / Double(rounds) + stall + slower))
                }
            }
        }
        try times.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
    }

    private static func judge(_ path: String, _ out: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let begin = ContinuousClock.now
        let times = data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        var lines: [String] = []
        var humped = 0
        var stalls = 0
        for scenario in 0..<times.count / (12 * 2 * rounds) {
            var placed: [(SignedRank, looks: [SignedRank])] = []
            for phase in 0..<12 {
                let first = (scenario * 12 + phase) * 2 * rounds
                let (old, new) = (
                    Array(times[first..<first + rounds]), Array(times[first + rounds..<first + 2 * rounds])
                )
                let shifts = (0..<rounds).compactMap {
                    hodgesLehmannShift(from: [log(old[$0])], to: [log(new[$0])])
                }
                let looks = Look.all(error: 0.005, comparisons: 1).compactMap {
                    signedRank(Array(shifts.prefix($0.blocks)), confidence: 1 - $0.error)
                }
                guard let place = signedRank(shifts) else { continue }
                placed.append((place, looks))
                for side in [old, new] {
                    stalls += tail(side)?.stalls ?? 0
                    if humps(side.map { log($0) }) != nil { humped += 1 }
                }
            }
            let rates = falseDiscoveryRates(placed.map(\.0.p))
            for (one, rate) in zip(placed, rates) {
                let numbers =
                    [one.0.estimate, one.0.low, one.0.high, one.0.p, rate]
                    + one.looks.flatMap { [$0.estimate, $0.low, $0.high, $0.p] }
                lines.append(numbers.map { "\($0)" }.joined(separator: " "))
            }
        }
        let taken = ContinuousClock.now - begin
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: out))
        print("judge: \(lines.count) comparisons, \(stalls) stalls, \(humped) humped, \(taken)")
    }
}
