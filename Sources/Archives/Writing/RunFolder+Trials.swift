import Facets
package import Recordings
import Synchronization

extension RunFolder {
    /// Begins a trial; what an attempt before it wrote is dropped.
    package func beginTrial(_ number: Int, atWallNanoseconds: UInt64) throws {
        let path = paths.trial(number)
        let entry = try line(JournalEntry(trial: number, what: .begun, atWallNanoseconds: atWallNanoseconds))
        try state.withLock { state in
            try Self.check(state, number)
            let file = try Self.attempt("opening the observations of trial \(number)", path) {
                () throws(DiskFailure) in try disk.open(path, .empty)
            }
            state.trials[number] = OpenTrial(file)
            try write(entry, to: state.journal, sync: false)
        }
    }

    /// Appends a line of observations as a lane sent it, with or without its newline.
    package func appendTrialLine(_ number: Int, _ line: [UInt8]) throws {
        try state.withLock { state in
            try Self.check(state, number)
            guard state.trials[number] != nil else { throw notBegun(number) }
            do {
                try state.trials[number]?.append(line)
            } catch let failure as DiskFailure {
                throw ArchiveError(
                    failure, doing: "writing the observations of trial \(number)", to: paths.trial(number))
            }
        }
    }

    /// Ends a trial: its facet set, its measures, then the journal, which is synced.
    ///
    /// A trial that was never begun (dropped, or refused before) may be ended too; it then has no observations.
    /// - Returns: The facet set's name, where something was derived.
    @discardableResult
    package func endTrial(
        _ number: Int, outcome: TrialOutcome, why: String? = nil, derived: Derived?, atWallNanoseconds: UInt64
    ) throws -> String? {
        let set = derived?.facets.canonical
        let digest = set.map { SHA256.digest(of: $0).hexadecimal }
        let measures = try derived.map { derived in
            try line(
                MeasuresLine(
                    trial: number, derive: Derive.version, measures: derived.measures, evidence: derived.evidence))
        }
        let entry = try line(
            JournalEntry(
                trial: number, what: .ended, atWallNanoseconds: atWallNanoseconds, outcome: outcome, why: why,
                set: digest))
        try state.withLock { state in
            try Self.check(state, number)
            if var trial = state.trials.removeValue(forKey: number) {
                try Self.attempt("writing the observations of trial \(number)", paths.trial(number)) {
                    () throws(DiskFailure) in try trial.flush()
                }
            }
            if let set, let digest, !state.sets.contains(digest) {
                let path = paths.set(digest)
                if !disk.exists(path) { try put(set, at: path, doing: "keeping a facet set") }
                state.sets.insert(digest)
            }
            if let measures {
                let file = state.measures
                try Self.attempt("writing the measures of trial \(number)", paths.measures) {
                    () throws(DiskFailure) in try file.write(measures)
                }
            }
            try write(entry, to: state.journal, sync: true)
        }
        return digest
    }

    /// Notes that Kumite itself could not carry out a trial this time; it may be begun again.
    package func failTrial(_ number: Int, why: String, atWallNanoseconds: UInt64) throws {
        let entry = try line(
            JournalEntry(trial: number, what: .failed, atWallNanoseconds: atWallNanoseconds, why: why))
        try state.withLock { state in
            try Self.check(state, number)
            if var trial = state.trials.removeValue(forKey: number) {
                // What was observed until then helps to find out why; that it can't be written is told by the journal.
                try? trial.flush()
            }
            try write(entry, to: state.journal, sync: true)
        }
    }

    private func write(_ entry: [UInt8], to journal: any ArchiveFile, sync: Bool) throws {
        try Self.attempt("writing the journal", paths.journal) { () throws(DiskFailure) in
            try journal.write(entry)
            if sync { try journal.sync() }
        }
    }

    private static func check(_ state: borrowing State, _ number: Int) throws {
        guard !state.closed, number > 0 else {
            throw ArchiveError(
                kind: .unavailable, doing: "writing trial \(number)", to: "the run",
                why: state.closed ? "its folder is closed" : "trials are numbered from 1",
                now: "report this as a defect of Kumite")
        }
    }

    private func notBegun(_ number: Int) -> ArchiveError {
        ArchiveError(
            kind: .unavailable, doing: "writing the observations of trial \(number)", to: paths.trial(number),
            why: "the trial was not begun", now: "report this as a defect of Kumite")
    }
}
