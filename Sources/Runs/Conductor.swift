package import Archives
package import Drivers
import Host
package import Linux
package import Matrices
import Recordings
package import Scenarios
import Trials

/// Has trials carried out by lanes and written into the archive; starts no shim itself.
package actor Conductor {
    /// What a run is made with.
    package struct Settings: Sendable {
        /// The run's text in every id.
        package var nonce: String
        /// How many trials run at a time.
        package var lanes: Int
        /// Whether trials look at the host before and after.
        package var snapshots: Bool
        /// The `kumite` binary; started again as lanes, and handed to shims as `-publish-binary`.
        package var program: String
        package var probe: String
        /// Where lanes' own errors go.
        package var errors: Descriptor

        package init(
            nonce: String, lanes: Int, snapshots: Bool, program: String, probe: String, errors: Descriptor
        ) {
            self.nonce = nonce
            self.lanes = lanes
            self.snapshots = snapshots
            self.program = program
            self.probe = probe
            self.errors = errors
        }
    }

    /// How often a trial that Kumite itself could not carry out is tried again.
    private static let retries = 2
    /// After so many hangs with one first divergence the rest of a scenario's trials are dropped.
    private static let hangsBeforeDropping = 3

    private let settings: Settings
    private let cells: [String: Cell]
    private let scenarios: [String: Scenario]
    private let families: [String: any ShimFamily]
    private let archive: RunFolder
    private let progress: any RunProgress

    private var waiting: [PlannedTrial] = []
    private var attempts: [Int: Int] = [:]
    private var hangs: [HangKey: Int] = [:]
    private var lanes: [Int: LaneProcess] = [:]
    private var lanesStarted = 0
    private var done = 0
    private var total = 0
    /// Whether a lane died, or left what it could not remove.
    private var lostLane = false
    /// Whether the run was interrupted: no further trial begins.
    package private(set) var interrupted = false

    private struct HangKey: Hashable {
        var cell: String
        var role: String
        var scenario: String
        var step: String
    }

    package init(
        _ settings: Settings, cells: [Cell], scenarios: [Scenario], families: [any ShimFamily], archive: RunFolder,
        progress: any RunProgress
    ) {
        self.settings = settings
        self.cells = Dictionary(cells.map { ($0.name, $0) }) { first, _ in first }
        self.scenarios = Dictionary(scenarios.map { ($0.id, $0) }) { first, _ in first }
        self.families = Dictionary(families.map { ($0.name, $0) }) { first, _ in first }
        self.archive = archive
        self.progress = progress
    }

    /// Carries out trials; returns when all have ended or, after an interruption, when those that ran have.
    ///
    /// - Throws: An `ArchiveError` when the archive can't be written, a `RunError` when no lane can be started.
    package func carryOut(_ trials: [PlannedTrial]) async throws {
        waiting = trials
        done = 0
        total = trials.count
        do {
            try await carryOut(by: max(1, min(settings.lanes, trials.count)))
        } catch {
            // Whose archive failed left its lane as it was; nothing may outlive this.
            for lane in lanes.values { await leave(lane) }
            await sweep()
            throw error
        }
        await sweep()
    }

    private func carryOut(by workers: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<workers { group.addTask { try await self.work() } }
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
    }

    private func work() async throws {
        var lane: LaneProcess?
        while !interrupted, let trial = next() {
            guard let cell = cells[trial.cell], let scenario = scenarios[trial.scenario],
                let contender = Role(rawValue: trial.role).flatMap({ cell.contender($0) })
            else { continue }
            if let why = reasonNotToRun(trial, scenario, contender) {
                try endWithoutRunning(trial, why)
                continue
            }
            if let old = lane, old.view != cell.view {
                await leave(old)
                lane = nil
            }
            let current: LaneProcess
            if let lane { current = lane } else { current = try await startLane(view: cell.view) }
            lane = try await run(trial, scenario, contender, cell, on: current) ? current : nil
            if lane == nil {
                lostLane = true
                await leave(current)
            }
        }
        if let lane { await leave(lane) }
    }

    private func next() -> PlannedTrial? {
        waiting.isEmpty ? nil : waiting.removeFirst()
    }

    // MARK: Lanes

    private func startLane(view: View) async throws -> LaneProcess {
        lanesStarted += 1
        let number = lanesStarted
        let lane = try await LaneProcess.start(
            number: number, view: view, program: settings.program,
            arguments: settings.laneArguments(number), errors: settings.errors)
        lanes[number] = lane
        if interrupted { lane.closeInput() }
        return lane
    }

    private func leave(_ lane: LaneProcess) async {
        await lane.leave()
        lanes[lane.number] = nil
    }

    // MARK: Trials

    private enum NotRun {
        case unsupported(String)
        case dropped(String)
    }

    private func reasonNotToRun(_ trial: PlannedTrial, _ scenario: Scenario, _ contender: Contender) -> NotRun? {
        let lacking = scenario.needs.filter(contender.lacks.contains)
        if !lacking.isEmpty {
            return .unsupported("\(contender.name) is declared to lack \(lacking.joined(separator: ", "))")
        }
        let hung = hangs.first {
            $0.value >= Self.hangsBeforeDropping && $0.key.cell == trial.cell && $0.key.scenario == trial.scenario
        }
        return hung.map {
            .dropped("\($0.key.role) hung \($0.value) times at \($0.key.step); more of the same would say nothing new")
        }
    }

    private func endWithoutRunning(_ trial: PlannedTrial, _ why: NotRun) throws {
        let wall = ClockAnchors.read().wall
        switch why {
        case .unsupported(let why):
            try archive.endTrial(
                trial.number, outcome: .unsupported, why: why, derived: nil, atWallNanoseconds: wall)
        case .dropped(let why):
            try archive.endTrial(trial.number, outcome: .dropped, why: why, derived: nil, atWallNanoseconds: wall)
        }
        finished(trial)
    }

    /// Carries out one trial; false when its lane must be replaced.
    private func run(
        _ trial: PlannedTrial, _ scenario: Scenario, _ contender: Contender, _ cell: Cell, on lane: LaneProcess
    ) async throws -> Bool {
        let order = LaneOrder(
            trial: trial.number, scenario: scenario, contender: contender, driver: cell.driver, view: cell.view,
            speaks: contender.speaks ?? cell.speaks, snapshots: settings.snapshots,
            alone: settings.lanes == 1)
        progress.began(trial, done: done, total: total)
        try archive.beginTrial(trial.number, atWallNanoseconds: ClockAnchors.read().wall)
        let archive = self.archive
        let gathered = try await gather(order, from: lane, into: archive)
        switch gathered.answer {
        case .died(let why):
            await lane.kill()
            try failed(trial, why: "lane \(lane.number): \(why)")
            return false
        case .ended(let end):
            switch end.outcome {
            case .interrupted:
                try archive.failTrial(trial.number, why: "interrupted", atWallNanoseconds: ClockAnchors.read().wall)
            case .infrastructure(let why): try failed(trial, why: why)
            case .unsupported(let why):
                try archive.endTrial(
                    trial.number, outcome: .unsupported, why: why, derived: nil,
                    atWallNanoseconds: ClockAnchors.read().wall)
                finished(trial)
            case .recorded, .hung:
                try await recorded(trial, scenario, contender, gathered.observations, hung: end.outcome == .hung)
            }
            for stuck in end.stuck { progress.note("left behind by trial \(trial.number): \(stuck)") }
            return end.stuck.isEmpty && end.left == 0
        }
    }

    /// Has the lane carry out the order; what it observes goes to the archive as it comes.
    private nonisolated func gather(
        _ order: LaneOrder, from lane: LaneProcess, into archive: RunFolder
    ) async throws -> (answer: LaneProcess.Answer, observations: [Observation]) {
        var observations: [Observation] = []
        let answer = try await lane.carryOut(order) { line in
            try archive.appendTrialLine(order.trial, line)
            observations.append(try ObservationLine.decode(line))
        }
        return (answer, observations)
    }

    private func recorded(
        _ trial: PlannedTrial, _ scenario: Scenario, _ contender: Contender, _ observations: [Observation], hung: Bool
    ) async throws {
        let extractors = families[contender.family]?.extractors ?? []
        if hung, let step = observations.firstHang {
            hangs[HangKey(cell: trial.cell, role: trial.role, scenario: trial.scenario, step: step), default: 0] += 1
        }
        try await store(trial, Recording(scenario: scenario, observations: observations), extractors, hung: hung)
        finished(trial)
    }

    /// Derives and stores off the actor, so that other lanes' lines are not kept waiting.
    private nonisolated func store(
        _ trial: PlannedTrial, _ recording: Recording, _ extractors: [any Extractor], hung: Bool
    ) async throws {
        let derived = derive(recording, extractors: extractors)
        try archive.endTrial(
            trial.number, outcome: hung ? .hung : .recorded, derived: derived,
            atWallNanoseconds: ClockAnchors.read().wall)
    }

    private func failed(_ trial: PlannedTrial, why: String) throws {
        let wall = ClockAnchors.read().wall
        attempts[trial.number, default: 0] += 1
        if attempts[trial.number, default: 0] <= Self.retries, !interrupted {
            try archive.failTrial(trial.number, why: why, atWallNanoseconds: wall)
            waiting.insert(trial, at: 0)
        } else {
            try archive.endTrial(
                trial.number, outcome: .infrastructure, why: why, derived: nil, atWallNanoseconds: wall)
            finished(trial)
        }
        progress.note("trial \(trial.number) (\(trial.scenario), \(trial.role)): \(why)")
    }

    private func finished(_ trial: PlannedTrial) {
        done += 1
        progress.ended(trial, done: done, total: total)
    }
}

extension [Observation] {
    /// The path of the first step that ran out of time.
    fileprivate var firstHang: String? {
        for observation in self {
            if case .stepEnded(.hung) = observation.what, let step = observation.step {
                return ([step.subject] + step.name).joined(separator: "/")
            }
        }
        return nil
    }
}

extension Conductor.Settings {
    /// What follows the program's path on a lane's command line.
    func laneArguments(_ number: Int) -> [String] {
        ["__lane", "--run", nonce, "--number", "\(number)", "--probe", probe]
    }
}
