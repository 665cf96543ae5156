package import Archives
import Coverage
import Documents
import Drivers
package import Judgement
package import Matrices
import Policies
import Scenarios

/// Reads from an archive what its trials reached of critical paths.
package enum Covering {
    /// One value for each cell of which at least one side counts what it runs, in the order of the archive.
    ///
    /// - Throws: An `ArchiveError` when the run can't be read.
    package static func cells(of reader: RunReader) throws -> [CellCoverage] {
        let cells = try reader.header().cells.map { try $0.definition.decoded(as: Cell.self) }
        return try Self.cells(cells, of: reader, Judging.input(reader))
    }

    /// The same from what was read already; nothing more is read where no contender counts.
    package static func cells(_ cells: [Cell], of reader: RunReader, _ input: JudgementInput) throws -> [CellCoverage] {
        guard cells.contains(where: \.isInstrumented) else { return [] }
        let records = try reader.coverage()
        return cells.filter(\.isInstrumented).map { cell in
            CellCoverage(
                cell: cell.name, baseline: side(.baseline, of: cell, records, input),
                candidate: side(.candidate, of: cell, records, input), input)
        }
    }

    /// What one role's trials of a cell reached; nil for a contender that does not count.
    static func side(
        _ role: Role, of cell: Cell, _ records: CoverageRecords, _ input: JudgementInput
    ) -> CoverageSide? {
        guard cell.contender(role)?.coverage != nil else { return nil }
        let (crashing, shims) = (input.crashing(), input.crashing(only: "shim"))
        let own = input.trials.filter { $0.cell == cell.name && $0.role == role.rawValue }
        let covered = own.compactMap { trial -> CoveredTrial? in
            // Of a trial that was recorded it is not known what it ran, if its digest is not there.
            let lacking: CoverageDigest? =
                [.recorded, .hung].contains(trial.outcome)
                ? CoverageDigest(problems: ["the archive has no digest of them"]) : nil
            guard let digest = records.digests[trial.number] ?? lacking else { return nil }
            return CoveredTrial(
                number: trial.number, role: role.rawValue, scenario: trial.scenario,
                isGrave: trial.outcome == .hung || crashing.contains(trial.scenario),
                isShimMadeToCrash: shims.contains(trial.scenario), elapsedNanoseconds: trial.elapsedNanoseconds,
                digest: digest)
        }
        return CoverageSide(covered, builds: records.builds)
    }
}

extension JudgementInput {
    /// Scenarios with a step that makes a process crash: any, or only one of a role.
    func crashing(only role: String? = nil) -> Set<String> {
        Set(
            scenarios.filter { scenario in
                scenario.allSteps.contains { step in
                    if case .crash(let crashed, _) = step.action { role == nil || role == crashed } else { false }
                }
            }.map(\.id))
    }
}
