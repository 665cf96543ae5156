import Archives
import Coverage
import Foundation
import Host
import Linux
import Matrices
package import Policies
import Recordings

/// Gives each trial of an instrumented contender a folder for its counters, and keeps what they say when it has ended.
package actor CoverageKeeper {
    private let tools: CoverageTools
    /// The places of critical paths in each contender's code, by the contender's name.
    private var maps: [String: CoverageMap] = [:]
    /// Where the folders lie; absolute.
    private let place: String

    /// - Parameters:
    ///   - folder: The run's folder, absolute.
    ///   - known: Who the contenders are; those of whom no critical path knows a place have none reached.
    package init(_ tools: CoverageTools, in folder: String, paths: [CriticalPath], known: [KnownContender]) {
        self.tools = tools
        place = "\(folder)/counters"
        for contender in known {
            maps[contender.name] = CoverageMap(paths.compactMap { $0.listed(for: contender) })
        }
    }

    /// Makes a trial's folder, empty, and says what its shim's environment is to hold; nil where nothing is counted.
    func begin(_ trial: Int, _ contender: Contender) throws -> [String]? {
        guard let kind = contender.coverage else { return nil }
        let folder = folder(of: trial)
        // What an attempt before this one left counts for nothing.
        _ = Files.removeTree(folder)
        try Files.makeDirectories(folder, mode: 0o711)
        switch kind {
        case .go: return ["GOCOVERDIR=\(folder)"]
        case .llvm: return ["LLVM_PROFILE_FILE=\(CounterFiles.pattern(in: folder))"]
        }
    }

    /// Reads a trial's counters into the archive, and removes them.
    func end(
        _ trial: Int, _ contender: Contender, _ observations: [Observation], into archive: RunFolder
    ) async throws {
        guard let kind = contender.coverage else { return }
        let folder = folder(of: trial)
        let (reading, files, problems) = await tools.read(kind, in: folder, of: contender.shim)
        var digest = CoverageDigest(
            lost: observations.lostCounters(files.processes), problems: Array(Set(problems)).sorted())
        var build: CoveredBuild?
        if let reading {
            let language: CodeLanguage = kind == .go ? .go : .rust
            let (listed, reached) =
                maps[contender.name]?.map(reading, in: language)
                ?? (CoveredBuild(functions: [], paths: [], instrumented: reading.functions.count), Reached())
            build = listed
            digest.reached = reached
        }
        try archive.appendCoverage(of: trial, digest, build: build)
        _ = Files.removeTree(folder)
        // The last to go takes the folder above with it.
        try? Files.removeDirectory(place)
    }

    /// Removes what trials left that were never kept: those that could not be tried, or whose lane died.
    func clear() {
        _ = Files.removeTree(place)
    }

    private func folder(of trial: Int) -> String { "\(place)/\(trial)" }
}

extension [Observation] {
    /// Whose counters are not there: each shim that is known to have run leaves them when it ends by itself.
    ///
    /// - Parameter told: The processes that left counters.
    func lostCounters(_ told: Set<Int32>) -> [String] {
        var daemons: [Int32: String] = [:]
        var ends: [Int32: ProgramEnd] = [:]
        var programs = 0
        var lost: [String] = []
        for observation in self {
            switch observation.what {
            case .bound(let binding) where binding.kind == .pid && binding.name.hasPrefix("shim:"):
                if let process = Int32(binding.value) { daemons[process] = binding.name }
            case .exited(let exit): ends[exit.pid] = exit.end
            case .program(let record) where ["start", "delete"].contains(record.purpose):
                if case .exited = record.end {
                    programs += 1
                } else {
                    lost.append("counters of \(record.purpose): \(record.end.words)")
                }
            default: continue
            }
        }
        for (process, name) in daemons.sorted(by: { $0.key < $1.key }) where !told.contains(process) {
            lost.append(
                "counters of the daemon of \(name.dropFirst(5)): \(ends[process]?.words ?? "it was still there, or killed")"
            )
        }
        let others = told.subtracting(daemons.keys).count
        if others < programs {
            lost.append("counters of \(programs - others) of \(programs) runs of start and delete")
        }
        return lost
    }
}

extension ProgramEnd {
    /// How it ended, in words.
    fileprivate var words: String {
        switch self {
        case .exited(let code): "it exited \(code) without leaving them"
        case .signalled(let signal): "it was killed by signal \(signal)"
        case .timedOut: "it was killed at its deadline"
        case .notStarted: "it was never started"
        }
    }
}
