package import Archives
import Coverage
import Documents
package import Judgement
package import Matrices
import Policies
import Scenarios

/// Two archives, of other machines, vendors or times, as one input of the judge: a contender of each.
///
/// No trial is started, so nothing that is suspected can be settled by fresh ones. In place of those each side's first
/// trials raise a suspicion and its further ones settle it: 8 trials a side and more can decide, 3 cannot.
package struct Comparing: Sendable {
    /// The role of the contender that is taken from each archive.
    package var roles: (a: Role, b: Role)

    package init(roles: (a: Role, b: Role) = (.candidate, .candidate)) {
        self.roles = roles
    }

    /// Trials of the second archive are numbered from here on, so that none has two meanings.
    package static let secondArchive = 1_000_000

    /// - Throws: A `RunError` where nothing of the two can be compared, an `ArchiveError` where one can't be read.
    package func input(_ a: RunReader, _ b: RunReader) throws -> JudgementInput {
        try compared(a, b).input
    }

    /// The same, with what the two contenders reached of critical paths where they count it.
    ///
    /// Of these all scenarios of each run count, shared or not: one that is no longer run is what is looked for.
    package func compared(_ a: RunReader, _ b: RunReader) throws -> (input: JudgementInput, coverage: [CellCoverage]) {
        let (one, two) = (try a.contents(), try b.contents())
        let (first, second) = (try Judging.input(a, contents: one), try Judging.input(b, contents: two))
        guard one.header.derive == two.header.derive else {
            throw refused(
                a, b, "their facets were derived by versions \(one.header.derive) and \(two.header.derive)",
                "compare runs of Kumites that derive alike; `kumite run` on one of the hosts makes another")
        }
        let pairs = pairs(one.header, two.header)
        guard !pairs.isEmpty else {
            throw refused(
                a, b, "no cell of one has a counterpart in the other: the driver differs, or a role is not played",
                "name the roles that are to be compared with --of-first and --of-second")
        }
        let shared = one.scenarios.keys.filter { id in
            guard let other = two.scenarios[id] else { return false }
            return same(one.scenarios[id], other)
        }
        guard !shared.isEmpty else {
            throw refused(
                a, b, "they have no scenario with the same text in common",
                "run the same scenarios, from the same library, for both")
        }
        let known = Set(shared)
        var cells: [JudgedCell] = []
        var trials: [JudgedTrial] = []
        for pair in pairs {
            cells.append(pair.judged)
            trials += held(first.trials, of: pair.first.name, roles.a, as: .baseline, in: pair.judged, known)
            trials += held(second.trials, of: pair.second.name, roles.b, as: .candidate, in: pair.judged, known)
        }
        var input = JudgementInput(
            cells: cells, scenarios: second.scenarios.filter { known.contains($0.id) }, trials: trials,
            policy: second.policy, asOf: max(first.asOf, second.asOf), rerunPrefix: second.rerunPrefix,
            contenders: pairs.flatMap { pair in
                [
                    first.contender(pair.first.contender(roles.a)?.name, named: pair.judged.baseline),
                    second.contender(pair.second.contender(roles.b)?.name, named: pair.judged.candidate),
                ].compactMap { $0 }
            }, seed: second.seed, mayAsk: false, notes: Differing(one, two).notes(pairs, known))
        let coverage = try coverage(of: pairs, (a, first), (b, second))
        input.coverage = Dictionary(coverage.map { ($0.cell, $0.judged) }) { first, _ in first }
        return (input, coverage)
    }

    private func coverage(
        of pairs: [CellPair], _ a: (reader: RunReader, input: JudgementInput),
        _ b: (reader: RunReader, input: JudgementInput)
    ) throws -> [CellCoverage] {
        guard pairs.contains(where: { $0.first.isInstrumented || $0.second.isInstrumented }) else { return [] }
        let (one, two) = (try a.reader.coverage(), try b.reader.coverage())
        return pairs.compactMap { pair in
            let old = Covering.side(roles.a, of: pair.first, one, a.input)
            let new = Covering.side(roles.b, of: pair.second, two, b.input)
            guard old != nil || new != nil else { return nil }
            var all = CellCoverage(cell: pair.judged.name, baseline: old, candidate: new, b.input)
            if let old, let new { all.changes = changes(all.table.rows.map(\.path), from: old, to: new) }
            return all
        }
    }

    private func refused(_ a: RunReader, _ b: RunReader, _ why: String, _ now: String) -> RunError {
        .user("comparing", "\(a.path) and \(b.path)", why, now)
    }

    /// Whether two texts of a scenario demand and do the same.
    private func same(_ a: Scenario?, _ b: Scenario) -> Bool {
        var (a, b) = (a, b)
        a?.file = ""
        b.file = ""
        return a == b
    }

    /// The cells that stand for one another: the only ones, or those that differ in their contenders alone.
    private func pairs(_ one: RunHeader, _ two: RunHeader) -> [CellPair] {
        func cells(_ header: RunHeader, _ role: Role) -> [Cell] {
            header.cells.compactMap { try? $0.definition.decoded(as: Cell.self) }.filter { $0.contender(role) != nil }
        }
        let (a, b) = (cells(one, roles.a), cells(two, roles.b))
        let all = a.flatMap { first in
            b.filter { second in
                second.driver == first.driver
                    && (a.count == 1 && b.count == 1 || second.view == first.view && second.speaks == first.speaks)
            }.map { CellPair(first: first, second: $0, roles) }
        }
        // With several on one side of an axis it would be a guess which are meant.
        return all.filter { pair in
            all.count { $0.first.name == pair.first.name } == 1 && all.count { $0.second.name == pair.second.name } == 1
        }
    }

    /// One side's trials, without times; its first one, or first quarter, raises suspicions, the rest settles them.
    private func held(
        _ trials: [JudgedTrial], of cell: String, _ role: Role, as side: Role, in judged: JudgedCell,
        _ scenarios: Set<String>
    ) -> [JudgedTrial] {
        let own = trials.filter { $0.cell == cell && $0.role == role.rawValue && scenarios.contains($0.scenario) }
        return Dictionary(grouping: own, by: \.scenario).sorted { $0.key < $1.key }.flatMap { _, trials in
            // The exact test needs seven a side to decide (2 of 3432 ways), so of eight one raises.
            let raising = trials.count < 12 ? 1 : trials.count / 4
            return trials.sorted { $0.number < $1.number }.enumerated().map { place, trial in
                var trial = trial
                trial.cell = judged.name
                trial.role = side.rawValue
                trial.round = place < raising ? 0 : -1
                trial.measures = []
                if side == .candidate { trial.number += Self.secondArchive }
                return trial
            }
        }
    }
}

/// A cell of each archive, and both as one.
struct CellPair: Sendable {
    var first: Cell
    var second: Cell
    var judged: JudgedCell

    init(first: Cell, second: Cell, _ roles: (a: Role, b: Role)) {
        self.first = first
        self.second = second
        let (a, b) = (first.contender(roles.a), second.contender(roles.b))
        var (old, new) = (a?.name ?? "", b?.name ?? "")
        if old == new { (old, new) = (old + "-first", new + "-second") }
        judged = JudgedCell(
            name: "\(old)~\(new)/\(first.driver)/\(first.view.rawValue)/\(first.speaks)", driver: first.driver,
            view: first.view.rawValue, baseline: old, candidate: new, reference: nil, baselineLacks: a?.lacks ?? [],
            candidateLacks: b?.lacks ?? [])
    }
}

extension JudgementInput {
    /// What is known of a contender, under the name that it has where two archives are compared.
    fileprivate func contender(_ name: String?, named other: String) -> KnownContender? {
        contenders.first { $0.name == name }.map { contender in
            var contender = contender
            contender.name = other
            return contender
        }
    }
}
