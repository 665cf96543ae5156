import Archives
import Linux
import Matrices
import Recordings
import Trials

extension Conductor {
    /// Has one lane carry out one trial after the other until none is left.
    ///
    /// The lane always has the next order before it needs it, and what a trial showed is derived and stored while the
    /// next one runs: between two trials a lane waits for nobody (3.3 ms a trial when it did).
    func work(as lot: TrialQueue.Lot) async throws {
        var lane: LaneProcess?
        var coming: TrialJob?
        var isSent = false
        var storing: Task<Void, any Error>?
        // Others have no rival for theirs.
        let place = Place(at: lot == .busy ? places : Places(1))
        do {
            while true {
                // A lane that was told of its next trial has begun it, and what it says must be read.
                if isSent { await place.claim() } else { await place.take() }
                guard !interrupted, let job = try coming ?? nextJob(for: lot) else { break }
                if let old = lane, !old.serves(job.cell, families.own(in: job.cell)) {
                    await leave(old)
                    lane = nil
                }
                let current: LaneProcess
                if let lane { current = lane } else { current = try await startLane(for: job.cell) }
                lane = current
                if !isSent { try await send(job, to: current) }
                coming = try nextJob(for: lot)
                isSent = coming.map { current.serves($0.cell, families.own(in: $0.cell)) } ?? false
                if isSent, let coming { try await send(coming, to: current) }

                let seen = try await place.giving { try await self.gather(job, from: current) }
                try await storing?.value
                storing = try await settle(job, seen)
                if !seen.isLaneGood {
                    await lose(current)
                    lane = nil
                    isSent = false
                }
            }
            await place.give()
            try await storing?.value
        } catch {
            await place.give()
            _ = await storing?.result
            throw error
        }
        if let lane { await leave(lane) }
    }

    private func send(_ job: TrialJob, to lane: LaneProcess) async throws {
        let counters = try await coverage?.begin(job.trial.number, job.contender)
        await lane.send(job.order(snapshots: settings.snapshots, alone: !sideBySide, counters: counters))
    }

    /// Reads what a lane says of a trial; its lines go to the archive as they come.
    private func gather(_ job: TrialJob, from lane: LaneProcess) async throws -> SeenTrial {
        var lines: [[UInt8]] = []
        var hasBegun = false
        let number = job.trial.number
        while true {
            let said = try await lane.said(of: number)
            if !hasBegun {
                // A lane that died before it could say so lost the trial all the same.
                hasBegun = true
                try archive.beginTrial(number, atWallNanoseconds: ClockAnchors.read().wall)
                began(job.trial)
            }
            switch said {
            case .begun: continue
            case .observation(let line):
                try archive.appendTrialLine(number, line)
                lines.append(line)
            case .over(let answer):
                if case .died = answer { await lane.kill() }
                return SeenTrial(answer: answer, lines: lines, lane: lane.number)
            }
        }
    }
}

/// What a lane said of a trial.
struct SeenTrial: Sendable {
    var answer: LaneProcess.Answer
    /// Its observations as they came.
    var lines: [[UInt8]]
    /// The lane's number.
    var lane: Int

    /// Whether the lane can carry out another trial: it lives, and the trial left nothing.
    var isLaneGood: Bool {
        if case .ended(let end) = answer { end.isClean } else { false }
    }

    func observations() throws -> [Observation] { try lines.map { try ObservationLine.decode($0) } }
}
