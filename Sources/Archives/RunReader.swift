package import Facets
package import Recordings
package import Scenarios

/// What a run folder holds, all of it checked.
package struct RunContents: Sendable {
    package var header: RunHeader
    /// Every scenario that was planned, by id.
    package var scenarios: [String: Scenario]
    /// Every trial that was planned, in the order of their numbers.
    package var planned: [PlannedTrial]
    package var journal: [JournalEntry]
    /// The last word on every trial that ended, by number.
    package var ended: [Int: JournalEntry]
    /// What was dropped because it was torn or lacks a file, one sentence each.
    package var notes: [String]

    /// The trials that have not ended, in the order of the plan.
    package var unfinished: [PlannedTrial] { planned.filter { ended[$0.number] == nil } }
}

/// Reads a run folder; everything in it is hostile: bounded, checked, no link followed.
package struct RunReader: Sendable {
    package let path: String

    /// - Throws: `ArchiveError` when it is no archive, damaged, or of a newer format.
    package init(at path: String) throws { fatalError() }

    /// Header, plan and journal.
    package func contents() throws -> RunContents { fatalError() }

    /// The observations of a trial.
    package func observations(of trial: Int) throws -> [Observation] { fatalError() }

    /// A facet set by its name.
    package func facets(named digest: String) throws -> FacetSet { fatalError() }

    /// Measures and evidence of every trial that ended, by number.
    package func measures() throws -> [Int: MeasuresLine] { fatalError() }

    /// A blob by its name.
    package func blob(named digest: String) throws -> [UInt8] { fatalError() }
}
