import Facets
import Foundation
import Recordings
import Synchronization

/// A run's folder while it is being written; calls may come from several tasks at a time.
///
/// After an error in writing a trial's lines the folder still takes the end of other trials; a full disk shows again.
package final class RunFolder: Sendable {
    /// Where it lies.
    package let path: String

    let paths: RunPaths
    let disk: any ArchiveDisk
    let state: Mutex<State>

    /// The files that stay open during a run.
    struct State {
        var plan: any ArchiveFile
        var journal: any ArchiveFile
        var measures: any ArchiveFile
        /// Only where a contender counts what it runs.
        var coverage: (any ArchiveFile)?
        /// Builds that were written, by the digests that name them.
        var builds: Set<String> = []
        /// The trials that were begun and have not ended.
        var trials: [Int: OpenTrial] = [:]
        /// Sets that lie in the folder.
        var sets: Set<String> = []
        var closed = false
    }

    init(_ paths: RunPaths, disk: any ArchiveDisk, state: consuming sending State) {
        self.path = paths.root
        self.paths = paths
        self.disk = disk
        self.state = Mutex(state)
    }

    /// Makes a new folder with its header.
    ///
    /// - Throws: `ArchiveError` when something of that name exists, or it can't be written.
    package static func create(
        at path: String, header: RunHeader, disk: any ArchiveDisk = LocalDisk()
    ) throws -> RunFolder {
        let paths = RunPaths(root: path)
        try attempt("making the run's folder", path) { () throws(DiskFailure) in try disk.makeFolder(path) }
        for folder in RunPaths.folders {
            let path = "\(path)/\(folder)"
            try attempt("making a folder of the run", path) { () throws(DiskFailure) in try disk.makeFolder(path) }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let text = try Array(encoder.encode(header)) + [0x0a]
        try attempt("writing the run's header", paths.header) { () throws(DiskFailure) in
            let file = try disk.open(paths.header, .new)
            try file.write(text)
            try file.sync()
            file.close()
        }
        return RunFolder(paths, disk: disk, state: try openFiles(paths, disk, .new))
    }

    /// Opens the files of a run; the journal is locked, so that two processes never write one run.
    static func openFiles(_ paths: RunPaths, _ disk: any ArchiveDisk, _ how: DiskOpening) throws -> sending State {
        func open(_ path: String) throws -> any ArchiveFile {
            try attempt("opening a file of the run", path) { () throws(DiskFailure) in try disk.open(path, how) }
        }
        let journal = try open(paths.journal)
        let alone = try attempt("locking the run's journal", paths.journal) { () throws(DiskFailure) in
            try journal.lock()
        }
        guard alone else {
            throw ArchiveError(
                kind: .unavailable, doing: "opening the run", to: paths.root, why: "another process works in it",
                now: "wait for it, or end it")
        }
        return State(plan: try open(paths.plan), journal: journal, measures: try open(paths.measures))
    }

    /// Adds scenarios and trials to the plan, and waits until they lie on the disk.
    package func appendPlan(scenarios: [PlannedScenario], trials: [PlannedTrial]) throws {
        var lines: [UInt8] = []
        for planned in scenarios { lines += try line(PlanLine(scenario: planned.scenario, trial: nil)) }
        for planned in trials { lines += try line(PlanLine(scenario: nil, trial: planned)) }
        try state.withLock { state in
            let file = state.plan
            try Self.attempt("writing the plan", paths.plan) { () throws(DiskFailure) in
                try file.write(lines)
                try file.sync()
            }
        }
    }

    /// Keeps bytes under their digest, and says it; bytes that are there already cost nothing.
    package func storeBlob(_ bytes: [UInt8]) throws -> String {
        let digest = SHA256.digest(of: bytes).hexadecimal
        let path = paths.blob(digest)
        if !disk.exists(path) { try put(bytes, at: path, doing: "keeping a blob") }
        return digest
    }

    /// Writes a file of `derived/`, in place of one of that name.
    package func writeDerived(_ name: String, _ bytes: [UInt8]) throws {
        let path = "\(paths.root)/derived/\(name)"
        guard RunPaths.isPlainName(name) else {
            throw ArchiveError(
                kind: .unwritable, doing: "writing a report", to: path, why: "its name is not a plain file name",
                now: "use letters, digits, '-', '_' and '.'")
        }
        try put(bytes, at: path, doing: "writing a report")
    }

    /// Closes all files; what is called afterwards throws.
    package func close() {
        state.withLock { state in
            state.trials = [:]
            state.plan.close()
            state.journal.close()
            state.measures.close()
            state.coverage?.close()
            state.closed = true
        }
    }

    /// Writes a whole file beside its place, then puts it there, so that no half of it is ever seen.
    func put(_ bytes: [UInt8], at path: String, doing: String) throws {
        try Self.attempt(doing, path) { () throws(DiskFailure) in
            let file = try disk.open(path + ".new", .empty)
            try file.write(bytes)
            file.close()
            try disk.rename(path + ".new", to: path)
        }
    }

    /// A value as one line of JSON with sorted members.
    func line(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(value)) + [0x0a]
    }

    /// Runs what touches the disk; a failure says what was being done.
    static func attempt<Value>(
        _ doing: String, _ path: String, _ body: () throws(DiskFailure) -> Value
    ) throws(ArchiveError) -> Value {
        do {
            return try body()
        } catch {
            throw ArchiveError(error, doing: doing, to: path)
        }
    }
}
