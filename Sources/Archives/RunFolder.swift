package import Recordings

/// A run's folder while it is being written; calls may come from several tasks at a time.
package final class RunFolder: Sendable {
    /// Where it lies.
    package let path: String

    init(path: String) { self.path = path }

    /// Makes a new folder with its header.
    ///
    /// - Throws: `ArchiveError` when something of that name exists, or it can't be written.
    package static func create(at path: String, header: RunHeader) throws -> RunFolder { fatalError() }

    /// Opens a folder to go on with its run, and says what is there already.
    ///
    /// - Throws: `ArchiveError` when it is no archive, damaged, or another process works in it.
    package static func resume(at path: String) throws -> (folder: RunFolder, contents: RunContents) { fatalError() }

    /// Adds scenarios and trials to the plan.
    package func appendPlan(scenarios: [PlannedScenario], trials: [PlannedTrial]) throws { fatalError() }

    /// Begins a trial; what an attempt before it wrote is dropped.
    package func beginTrial(_ number: Int, atWallNanoseconds: UInt64) throws { fatalError() }

    /// Appends lines of observations as a lane sent them, each with its newline.
    package func appendTrialLine(_ number: Int, _ line: [UInt8]) throws { fatalError() }

    /// Ends a trial: facet set, measures, then the journal, which is synced.
    package func endTrial(
        _ number: Int, outcome: TrialOutcome, why: String? = nil, derived: Derived?, atWallNanoseconds: UInt64
    ) throws { fatalError() }

    /// Notes that Kumite itself could not carry out a trial this time; it may be begun again.
    package func failTrial(_ number: Int, why: String, atWallNanoseconds: UInt64) throws { fatalError() }

    /// Keeps bytes under their digest, and says it.
    package func storeBlob(_ bytes: [UInt8]) throws -> String { fatalError() }

    /// Writes a file of `derived/`, in place of one of that name.
    package func writeDerived(_ name: String, _ bytes: [UInt8]) throws { fatalError() }

    /// Closes all files.
    package func close() {}
}
