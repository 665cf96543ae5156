import Archives
import ArgumentParser
import Documents
import Foundation
import Judgement
import Linux
import Matrices
import Policies
import Reports
import Runs
import Scenarios

/// Carries a run folder's trials out, has them judged, and prints and writes the report.
struct RunEnding {
    let folder: RunFolder
    /// How many trials run at a time; nil for what this host can carry.
    let lanes: Int?
    let snapshots: Bool
    let library: Library
    let json: Bool
    let timings: Bool
    let interruption: Interruption
    var progress: any RunProgress = ProgressBar()
    /// When the trials are ended, whatever is still to be done; nil for never.
    var deadline: Stamp?

    /// Its deadline came before its end.
    struct OutOfTime: Error {}

    /// - Throws: An `ExitCode` with the gate's own code, or 130 after an interruption.
    func run() async throws {
        let report = try await carriedOut()
        report.show(json: json)
        if timings { try RunReport.showSpending(of: folder.path) }
        throw ExitCode(report.judged.exit)
    }

    /// Has what is planned carried out, and judges nothing.
    ///
    /// - Throws: An `ExitCode` of 130 after an interruption.
    func recorded() async throws {
        let contents = try RunReader(at: folder.path).contents()
        let conductor = try await conductor(of: contents)
        try await interruption.handled(first: { await conductor.interrupt() }) {
            try await conductor.carryOut(contents.unfinished)
        }
        if await conductor.interrupted { throw ExitCode(Interruption.code) }
    }

    /// Has the trials carried out and judged, and writes the default reports.
    ///
    /// - Throws: An `ExitCode` of 130 after an interruption, `OutOfTime` after the deadline.
    func carriedOut() async throws -> RunReport {
        let contents = try RunReader(at: folder.path).contents()
        let conductor = try await conductor(of: contents)
        let cells = try contents.cells()
        let sparring = Sparring(conductor: conductor, archive: folder, cells: cells, seed: contents.header.seed)
        let path = folder.path
        let judged: Judged?
        let alarm = deadline.map { deadline in
            Task {
                try await Poller.shared.sleep(until: deadline)
                await conductor.interrupt()
            }
        }
        defer { alarm?.cancel() }
        do {
            judged = try await interruption.handled(first: { await conductor.interrupt() }) {
                try await sparring.run()
            }
        } catch {
            Placement.remove(from: path)
            throw error
        }
        guard judged != nil else {
            if let deadline, Stamp.now >= deadline, !interruption.hasCome { throw OutOfTime() }
            Output.error("what was recorded is kept; go on with `kumite resume \(path)`")
            throw ExitCode(Interruption.code)
        }
        return try await interruption.concluding(path) {
            Placement.remove(from: path)
            let report = try RunReport.read(path)
            try report.writeDefaults(into: folder)
            return report
        }
    }

    /// Puts what the cells need in its place, and makes who has their trials carried out.
    private func conductor(of contents: RunContents) async throws -> Conductor {
        let cells = try contents.cells()
        let place = URL(fileURLWithPath: folder.path).standardizedFileURL.path
        try await Placement.make(for: cells, in: place) {
            try await FaultCatalogue.read(beside: ThisProcess.program).program
        }
        let lanes = try lanes ?? Lanes.fitting(cells)
        return Conductor(
            try RunSettings.make(nonce: contents.header.nonce, lanes: lanes, snapshots: snapshots, library: library),
            cells: Placement.staged(cells, in: place),
            scenarios: contents.scenarios.values.sorted { $0.id < $1.id }, families: Registry.families,
            archive: folder, progress: progress, coverage: try await coverage(of: contents, cells, in: place))
    }

    /// What keeps the counters of instrumented contenders; nil where there is none.
    private func coverage(of contents: RunContents, _ cells: [Cell], in place: String) async throws -> CoverageKeeper? {
        let kinds = Set(cells.flatMap(\.contenders).compactMap(\.contender.coverage))
        guard !kinds.isEmpty else { return nil }
        let policy = try contents.header.policy?.decoded(as: Policy.self)
        return CoverageKeeper(
            try await CoverageTools.find(kinds), in: place, paths: policy?.library.criticalPaths ?? [],
            known: try Judging.contenders(contents.header))
    }
}

extension RunContents {
    /// The cells as they were planned.
    func cells() throws -> [Cell] { try header.cells.map { try $0.definition.decoded(as: Cell.self) } }
}
