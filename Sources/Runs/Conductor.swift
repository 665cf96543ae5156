package import Archives
package import Drivers
import Host
package import Linux
package import Matrices
package import Scenarios

/// Has trials carried out by lanes and written into the archive; starts no shim itself.
///
/// How a worker keeps a lane busy is in `Conductor+Work`, what becomes of a trial in `Conductor+Trials`.
package actor Conductor {
    /// What a run is made with.
    package struct Settings: Sendable {
        /// The run's text in every id.
        package var nonce: String
        /// How many trials that keep a processor busy run at a time.
        package var lanes: Int
        /// Whether trials look at the host before and after.
        package var snapshots: Bool
        /// The `kumite` binary; started again as lanes, and handed to shims as `-publish-binary`.
        package var program: String
        package var probe: String
        /// Where lanes' own errors go.
        package var errors: Descriptor
        /// The scenario's file that shows each capability, by the capability's id.
        package var probes: [String: String]

        package init(
            nonce: String, lanes: Int, snapshots: Bool, program: String, probe: String, errors: Descriptor,
            probes: [String: String] = [:]
        ) {
            self.nonce = nonce
            self.lanes = lanes
            self.snapshots = snapshots
            self.program = program
            self.probe = probe
            self.errors = errors
            self.probes = probes
        }
    }

    /// How many trials that mostly wait run at a time, for each lane of those that don't: they take 2 % of a processor.
    private static let waitingPerLane = 4

    let settings: Settings
    let families: [String: any ShimFamily]
    let archive: RunFolder
    let progress: any RunProgress
    /// Keeps what instrumented contenders count; nil where there is none.
    let coverage: CoverageKeeper?
    private let cells: [String: Cell]
    private let scenarios: [String: Scenario]

    var queue = TrialQueue()
    /// Whether trials run side by side now: then what nobody owns is not compared.
    private(set) var sideBySide = false
    var attempts: [Int: Int] = [:]
    var hangs: [HangKey: Int] = [:]
    /// What workers whose trials keep a processor busy share.
    private(set) var places = Places(0)
    private var lanes: [Int: LaneProcess] = [:]
    private var lanesStarted = 0
    private var done = 0
    private var total = 0
    /// Whether a lane died, or left what it could not remove.
    private var lostLane = false
    /// Whether the run was interrupted: no further trial begins.
    package private(set) var interrupted = false

    package init(
        _ settings: Settings, cells: [Cell], scenarios: [Scenario], families: [any ShimFamily], archive: RunFolder,
        progress: any RunProgress, coverage: CoverageKeeper? = nil
    ) {
        self.settings = settings
        self.cells = Dictionary(cells.map { ($0.name, $0) }) { first, _ in first }
        self.scenarios = Dictionary(scenarios.map { ($0.id, $0) }) { first, _ in first }
        self.families = Dictionary(families.map { ($0.name, $0) }) { first, _ in first }
        self.archive = archive
        self.progress = progress
        self.coverage = coverage
    }

    /// Carries out trials; returns when all have ended or, after an interruption, when those that ran have.
    ///
    /// - Throws: An `ArchiveError` when the archive can't be written, a `RunError` when no lane can be started.
    package func carryOut(_ trials: [PlannedTrial]) async throws {
        done = 0
        total = trials.count
        var sorted = TrialQueue()
        for trial in trials { sorted.add(trial, to: lot(of: trial)) }
        let together = sorted.all(of: .busy).count + sorted.all(of: .waiting).count
        do {
            if settings.lanes > 1, together > 0 {
                let more = Self.waitingPerLane * settings.lanes
                queue = sorted
                places = Places(settings.lanes)
                // More workers than places: one whose trial takes long gives its own to another.
                try await carryOut(
                    by: Array(repeating: .busy, count: min(settings.lanes + more, together))
                        + Array(repeating: .waiting, count: min(more, sorted.all(of: .waiting).count)))
                queue = TrialQueue(alone: sorted.all(of: .alone))
            } else {
                queue = TrialQueue(alone: trials)
            }
            try await carryOut(by: [.alone])
        } catch {
            // Whose archive failed left its lane as it was; nothing may outlive this.
            for lane in lanes.values { await leave(lane) }
            await sweep()
            await coverage?.clear()
            throw error
        }
        await sweep()
        await coverage?.clear()
    }

    private func lot(of trial: PlannedTrial) -> TrialQueue.Lot {
        guard let scenario = scenarios[trial.scenario] else { return .busy }
        if trial.isTimed || scenario.concernsWholeHost { return .alone }
        return scenario.weight == .waiting ? .waiting : .busy
    }

    private func carryOut(by workers: [TrialQueue.Lot]) async throws {
        sideBySide = workers.count > 1
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lot in workers { group.addTask { try await self.work(as: lot) } }
            do {
                try await group.waitForAll()
            } catch {
                // One worker failed (a full disk, say): the others end their trials and no more begin.
                interrupt()
                throw error
            }
        }
    }

    /// Removes what lanes that died left of this run; when no lane is there any more, so that nothing live is hit.
    private func sweep() async {
        guard lostLane else { return }
        lostLane = false
        let nonce = settings.nonce
        do {
            let left = try Leftovers(run: { $0 == nonce })
            for stuck in try await left.remove(by: .after(.seconds(10))) {
                progress.note("a lane that died left \(stuck.leftover.text), which stays: \(stuck.why)")
            }
        } catch {
            progress.note("looking for what a lane that died has left: \(error); `kumite clean` does so again")
        }
    }

    /// Ends the run early: trials that run are torn down, and nothing more begins.
    package func interrupt() {
        interrupted = true
        for lane in lanes.values { lane.closeInput() }
        Task { [places] in await places.end() }
    }

    // MARK: Lanes

    func startLane(for cell: Cell) async throws -> LaneProcess {
        lanesStarted += 1
        let number = lanesStarted
        let lane = try await LaneProcess.start(
            number: number, view: cell.view, program: settings.program,
            arguments: settings.laneArguments(number), errors: settings.errors, own: families.own(in: cell),
            run: settings.nonce)
        lanes[number] = lane
        if interrupted { lane.closeInput() }
        return lane
    }

    func leave(_ lane: LaneProcess) async {
        await lane.leave()
        lanes[lane.number] = nil
    }

    /// Ends a lane that can't be used again; what it left is looked for when no lane is there any more.
    func lose(_ lane: LaneProcess) async {
        lostLane = true
        await leave(lane)
    }

    // MARK: Trials

    /// The next trial for a worker, with all that it is made of; those that are not to run are ended on the way.
    func nextJob(for lot: TrialQueue.Lot) throws -> TrialJob? {
        while !interrupted, let trial = queue.next(for: lot) {
            guard let cell = cells[trial.cell], let scenario = scenarios[trial.scenario],
                let contender = Role(rawValue: trial.role).flatMap({ cell.contender($0) })
            else { continue }
            let job = TrialJob(trial: trial, scenario: scenario, contender: contender, cell: cell, lot: lot)
            guard let why = reasonNotToRun(job) else { return job }
            try endWithoutRunning(trial, why)
        }
        return nil
    }

    func began(_ trial: PlannedTrial) {
        progress.began(trial, done: done, total: total)
    }

    func finished(_ trial: PlannedTrial) {
        done += 1
        progress.ended(trial, done: done, total: total)
    }
}

extension [String: any ShimFamily] {
    /// What of `/run` a trial of a contender has for itself.
    func own(of contender: Contender) -> HostView.Own {
        self[contender.family]?.companion(of: contender)?.own ?? .nothing
    }

    /// What the trials of a cell have for themselves: all of one cell the same, whoever is tried.
    func own(in cell: Cell) -> HostView.Own {
        cell.contenders.map { own(of: $0.contender) }.max() ?? .nothing
    }
}

extension Conductor.Settings {
    /// What follows the program's path on a lane's command line.
    func laneArguments(_ number: Int) -> [String] {
        ["__lane", "--run", nonce, "--number", "\(number)", "--probe", probe]
    }
}
