import Archives
import Documents
import Foundation
import Host
import Linux
import Matrices
import Policies
import Recordings
import Runs
import Scenarios
import Statistics

/// Makes a run's folder: who really spars, what is planned, all that is needed to judge it elsewhere.
struct RunBeginning {
    let library: Library
    let scenarios: [Scenario]
    let pairing: Pairing
    let rounds: Int
    /// The most blocks that the user allows, where he said so.
    let blockLimit: Int?
    let budgetNanoseconds: UInt64?
    let shuffle: Int
    let seed: UInt64
    /// How many trials run at a time; nil for what this host can carry.
    let lanes: Int?
    let snapshots: Bool
    let out: String?
    let arguments: [String]
    let policy: Policy
    /// How many of the things that differ beside the shims are told of a cell before it is run.
    private static let shownLines = 6

    /// Whether it is told nowhere who spars and where.
    var isQuiet = false

    /// - Throws: `StopSign.Stopped` when it was interrupted before there was a folder.
    func begin(_ stop: StopSign) async throws -> RunFolder {
        let nonce = Self.nonce()
        // Contenders are looked at before anything is run, so that a wrong path costs nothing.
        var identities: [Contender: ContenderIdentity] = [:]
        let named = pairing.matrix.cells(pairing.choices, view: .host, speaks: pairing.speaks)
        let lanes = try lanes ?? Lanes.fitting(named)
        for cell in named {
            for (_, contender) in cell.contenders where identities[contender] == nil {
                try stop.check()
                identities[contender] = try await identity(of: contender)
            }
        }
        let settings = try RunSettings.make(nonce: nonce, lanes: lanes, snapshots: snapshots, library: library)
        let counters = Set(identities.keys.compactMap(\.coverage))
        // What reads the counters must be there before anything is run, too.
        if !counters.isEmpty { _ = try await CoverageTools.find(counters) }
        let judgesTimes = !policy.gates.isEmpty && counters.isEmpty && scenarios.contains(where: \.timed)
        let path = out ?? "runs/\(Today.moment)-\(nonce)"
        let place = URL(fileURLWithPath: path).standardizedFileURL.path
        let found = identities
        let cells = try await pairing.cells(settings, stop) { try Prepared.cell($0, found) }
            .enumerated().map { number, cell in
                judgesTimes ? Placement.withCopy(cell, at: number, in: place) : cell
            }
        for (_, contender) in cells.flatMap(\.contenders) where identities[contender] == nil {
            try stop.check()
            identities[contender] = try await identity(of: contender)
        }
        let header = RunHeader(
            kumite: Kumite.version, seed: seed, nonce: nonce,
            startedAtWallNanoseconds: ClockAnchors.read().wall, asOf: Today.text, arguments: arguments,
            cells: try cells.map { cell in
                var roles: [String: ContenderIdentity] = [:]
                for (role, contender) in cell.contenders { roles[role.rawValue] = identities[contender] }
                return ArchivedCell(name: cell.name, definition: try JSONValue(encoding: cell), identities: roles)
            }, host: try await Self.hostFacts(),
            policy: try JSONValue(encoding: policy), budgetNanoseconds: budgetNanoseconds, blockLimit: blockLimit)
        try stop.check()
        if out == nil { try Files.makeDirectories("runs") }
        let folder = try RunFolder.create(at: path, header: header)
        try folder.appendPlan(
            scenarios: scenarios.map { PlannedScenario($0) },
            trials: Plan.trials(
                of: scenarios, in: cells,
                .fitting(rounds: rounds, lanes: lanes, shuffle: shuffle, judgesTimes: judgesTimes), seed: seed))
        guard !isQuiet else { return folder }
        for cell in cells {
            for (role, contender) in cell.contenders {
                guard let identity = identities[contender] else { continue }
                Output.error(Printable.line("\(role.rawValue.padded(to: 9))  \(identity.summary)"))
                for line in identity.configuration?.changes ?? [] {
                    Output.error(Printable.line("\(identity.name): its configuration, for this run: \(line)"))
                }
                for line in identity.unread ?? [] {
                    Output.error(Printable.line("\(identity.name): could not be read: \(line)"))
                }
            }
        }
        for cell in cells {
            let lines = cell.confounders ?? []
            for line in lines.prefix(Self.shownLines) {
                Output.error(Printable.line("differs    in \(cell.name): \(line)"))
            }
            if lines.count > Self.shownLines {
                Output.error("differs    in \(cell.name): \(lines.count - Self.shownLines) more, see the report's page")
            }
        }
        Output.error("seed       \(seed)   run folder \(path)")
        return folder
    }

    private func identity(of contender: Contender) async throws -> ContenderIdentity {
        try await Identification.identity(
            of: contender, families: Registry.families, faults: { try await .read(beside: ThisProcess.program) })
    }

    /// A text of the run for ids: six letters and digits, never a word of another run on this host.
    static func nonce() -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        return "k" + String((0..<6).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }

    static func hostFacts() async throws -> ArchivedHost {
        let facts = try await HostFacts.read()
        return ArchivedHost(
            kernel: facts.kernel, architecture: facts.architecture, cpus: facts.processors,
            memoryBytes: facts.memoryBytes, cgroups: "\(facts.cgroups.kind)",
            more: HostFitness.read().facts.merging([
                "distribution": facts.distribution, "clock": facts.clockSource, "kvm": facts.kvm.words,
                "load": facts.load.map { "\($0)" }.joined(separator: " "),
            ]) { $1 })
    }
}

extension ContenderIdentity {
    /// Who it is, in one line.
    var summary: String {
        let others = parts.filter { ["understudy", "runtime", "vmm"].contains($0.role) }
        let runtime = parts.last { $0.role == "runtime" }
        return "\(name): \(path)\(others.map { " + \($0.path)" }.joined())  (\(runtime?.version ?? version))"
    }
}

extension KVMAnswer {
    /// What was found, in words.
    var words: String {
        switch self {
        case .absent: "absent"
        case .noAccess(let why): "no access: \(why)"
        case .broken(let why): "can't run guests: \(why)"
        case .runs(let nanoseconds): "runs guests (\(nanoseconds / 1000) µs)"
        }
    }
}

/// Today, in UTC: the only place that asks what day it is.
enum Today {
    static var text: String {
        let digits = moment
        return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.dropFirst(6).prefix(2))"
    }

    /// `20261123-142501`.
    static var moment: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)\(two(parts.tm_mon + 1))\(two(parts.tm_mday))-"
            + "\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))"
    }
}

/// What every conductor of this binary is made with.
enum RunSettings {
    static func make(nonce: String, lanes: Int, snapshots: Bool, library: Library) throws -> Conductor.Settings {
        Conductor.Settings(
            nonce: nonce, lanes: lanes, snapshots: snapshots, program: try ThisProcess.program, probe: library.probe,
            errors: Output.errors,
            probes: Dictionary(try library.capabilities().map { ($0.id, $0.probe) }) { first, _ in first })
    }
}
