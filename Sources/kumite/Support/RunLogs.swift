import Archives
import Kata
import Recordings

/// The logs of a run's trials, each told once: of those that have ended, be the run over or going on.
struct RunLogs {
    private let reader: RunReader
    private var told: Set<Int> = []
    /// How often in a row the folder could not be read while it was written.
    private var misses = 0

    /// How often that may be: the plan can grow between two looks at it, never for long.
    private static let mostMisses = 25

    init(at path: String) throws {
        reader = try RunReader(at: path)
    }

    /// Tells what has ended since the last time, in the order of the plan; each record says whose it is.
    ///
    /// - Returns: Whether somebody still writes the run.
    mutating func readOn(_ printer: inout RecordPrinter) throws -> Bool {
        // Before the rest is read, so that nothing that came at the very end is missed.
        let isWritten = reader.isBeingWritten()
        let contents: RunContents
        do {
            contents = try reader.contents()
            misses = 0
        } catch {
            misses += 1
            guard isWritten, misses < Self.mostMisses else { throw error }
            return true
        }
        let cells = Dictionary(contents.header.cells.map { ($0.name, $0) }) { first, _ in first }
        for planned in contents.planned where contents.ended[planned.number] != nil {
            guard told.insert(planned.number).inserted else { continue }
            var fields = ["trial": "\(planned.number)", "scenario": planned.scenario]
            fields["contender"] = cells[planned.cell]?.identities[planned.role]?.name
            printer.take(KataLogExtractor.records(in: try reader.observations(of: planned.number)), adding: fields)
        }
        return isWritten
    }
}
