import Archives
import Foundation
import Judgement
import Linux
import Matrices
import Recordings
import Runs
import Scenarios

/// Makes the folder of a run that repeats just one finding of another.
struct Repeating {
    let finding: Finding
    let reader: RunReader
    let rounds: Int
    let seed: UInt64
    let out: String?

    init(finding: Finding, of reader: RunReader, rounds: Int, seed: UInt64, out: String?) {
        self.finding = finding
        self.reader = reader
        self.rounds = rounds
        self.seed = seed
        self.out = out
    }

    /// - Throws: A `Failure` where the finding is of no scenario, a `ContenderError` where a contender has gone.
    func begin() async throws -> RunFolder {
        let contents = try reader.contents()
        let scenarios = finding.scenarios.compactMap { contents.scenarios[$0] }
        let archived = contents.header.cells.filter { finding.cells.contains($0.name) }
        guard !scenarios.isEmpty, !archived.isEmpty else {
            throw Failure(
                doing: "repeating", to: "finding \(finding.id)",
                why: "it is of no scenario, but \(finding.class.rawValue)",
                now: "repeat the run: \(finding.rerun)", exit: Failure.usage)
        }
        var header = contents.header
        let cells = try archived.map { try $0.definition.decoded(as: Cell.self) }
        header.cells = []
        for (old, cell) in zip(archived, cells) {
            var roles: [String: ContenderIdentity] = [:]
            for (role, contender) in cell.contenders {
                let identity = try await Identification.identity(
                    of: contender, families: Registry.families,
                    faults: { try await .read(beside: ThisProcess.program) })
                roles[role.rawValue] = identity
                if let known = old.identities[role.rawValue], !known.isSame(as: identity) {
                    Output.error(
                        Printable.line(
                            "note: \(contender.name) is not what it was in \(reader.path): its binary differs"))
                }
            }
            header.cells.append(ArchivedCell(name: old.name, definition: old.definition, identities: roles))
        }
        header.kumite = Kumite.version
        header.derive = Derive.version
        header.seed = seed
        header.nonce = RunBeginning.nonce()
        header.startedAtWallNanoseconds = ClockAnchors.read().wall
        header.asOf = Today.text
        header.host = try await RunBeginning.hostFacts()
        let path = out ?? "runs/\(Today.moment)-\(header.nonce)"
        if out == nil { try Files.makeDirectories("runs") }
        let folder = try RunFolder.create(at: path, header: header)
        try folder.appendPlan(
            scenarios: scenarios.map { PlannedScenario($0) },
            trials: Plan.trials(of: scenarios, in: cells, .init(rounds: rounds), seed: seed))
        Output.error("seed       \(seed)   run folder \(path)")
        return folder
    }
}

extension ContenderIdentity {
    /// Whether the same binaries stand behind both.
    fileprivate func isSame(as other: ContenderIdentity) -> Bool {
        sha256 == other.sha256 && parts.map(\.sha256) == other.parts.map(\.sha256)
    }
}
