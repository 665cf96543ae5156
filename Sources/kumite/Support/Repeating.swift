import Archives
import Documents
import Foundation
import Judgement
import Linux
import Matrices
import Policies
import Recordings
import Runs
import Scenarios

/// Makes the folder of a run that repeats just one finding of another.
struct Repeating {
    let finding: Finding
    let reader: RunReader
    let wish: PolicyWish
    let rounds: Int
    let seed: UInt64
    let out: String?

    init(
        finding: Finding, of reader: RunReader, wish: PolicyWish = PolicyWish(), rounds: Int, seed: UInt64, out: String?
    ) {
        self.finding = finding
        self.reader = reader
        self.wish = wish
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
        let nonce = RunBeginning.nonce()
        let path = out ?? "runs/\(Today.moment)-\(nonce)"
        let place = URL(fileURLWithPath: path).standardizedFileURL.path
        let used = try wish.policy(insteadOf: header.policy?.decoded(as: Policy.self) ?? .standard)
        let policy = used.repeating(finding)
        header.policy = try JSONValue(encoding: policy)
        let judgesTimes = !policy.gates.isEmpty
        let cells = try archived.enumerated().map { number, archived in
            var cell = try archived.definition.decoded(as: Cell.self)
            // The copy lay in the other run's folder, which is not touched.
            cell.copy = nil
            return judgesTimes ? Placement.withCopy(cell, at: number, in: place) : cell
        }
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
            header.cells.append(
                ArchivedCell(name: old.name, definition: try JSONValue(encoding: cell), identities: roles))
        }
        header.kumite = Kumite.version
        header.derive = Derive.version
        header.seed = seed
        header.nonce = nonce
        header.startedAtWallNanoseconds = ClockAnchors.read().wall
        header.asOf = Today.text
        header.host = try await RunBeginning.hostFacts()
        // A bound on the other run's blocks says nothing of these.
        header.blockLimit = nil
        if out == nil { try Files.makeDirectories("runs") }
        let folder = try RunFolder.create(at: path, header: header)
        try folder.appendPlan(
            scenarios: scenarios.map { PlannedScenario($0) },
            trials: Plan.trials(
                of: scenarios, in: cells, .fitting(rounds: rounds, lanes: 1, judgesTimes: judgesTimes), seed: seed))
        Output.error("seed       \(seed)   run folder \(path)")
        return folder
    }
}

extension Policy {
    /// The terms for what repeats just a finding: times decide only where it is about one, and how much of a library
    /// was reached says nothing of it.
    fileprivate func repeating(_ finding: Finding) -> Policy {
        var policy = self
        policy.terms.uncomparedAtMost = nil
        policy.terms.advisoriesAtMost = nil
        if !gates.contains(finding.facet) {
            policy.gates = []
            policy.requires.removeAll { $0 == Aspect.timing.rawValue }
            if policy.requires.isEmpty { policy.requires = [Aspect.behaviour.rawValue] }
        }
        return policy
    }
}

extension ContenderIdentity {
    /// Whether the same binaries stand behind both.
    fileprivate func isSame(as other: ContenderIdentity) -> Bool {
        sha256 == other.sha256 && parts.map(\.sha256) == other.parts.map(\.sha256)
    }
}
