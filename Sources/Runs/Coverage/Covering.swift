package import Archives
package import Coverage
import Documents
import Drivers
package import Judgement
package import Matrices
import Policies
import Scenarios

/// What a run's contenders reached of critical paths, cell by cell.
package struct CellCoverage: Sendable {
    /// The cell's name.
    package var cell: String
    /// nil for a side that does not count what it runs.
    package var baseline: CoverageSide?
    package var candidate: CoverageSide?
    package var table: CoverageTable
}

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
        let scenarios = Dictionary(input.scenarios.map { ($0.id, $0) }) { first, _ in first }
        let paths = input.policy.library.criticalPaths.map { (id: $0.id, title: $0.title) }
        return cells.filter(\.isInstrumented).map { cell in
            func side(_ role: Role) -> CoverageSide? {
                guard cell.contender(role)?.coverage != nil else { return nil }
                let own = input.trials.filter { $0.cell == cell.name && $0.role == role.rawValue }
                let covered = own.compactMap { trial -> CoveredTrial? in
                    guard let digest = records.digests[trial.number] else { return nil }
                    return CoveredTrial(
                        number: trial.number, role: role.rawValue, scenario: trial.scenario,
                        isGrave: trial.outcome == .hung || scenarios[trial.scenario]?.crashes == true,
                        elapsedNanoseconds: trial.elapsedNanoseconds, digest: digest)
                }
                return CoverageSide(covered, builds: records.builds)
            }
            let (baseline, candidate) = (side(.baseline), side(.candidate))
            return CellCoverage(
                cell: cell.name, baseline: baseline, candidate: candidate,
                table: CoverageTable(paths, baseline: baseline, candidate: candidate))
        }
    }
}

extension Scenario {
    /// Whether a step of it makes a process crash.
    fileprivate var crashes: Bool {
        allSteps.contains { step in
            if case .crash = step.action { true } else { false }
        }
    }
}
