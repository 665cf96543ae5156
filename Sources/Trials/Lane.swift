package import Drivers
import Foundation
import Linux
import Matrices
import Recordings
import Synchronization

/// A process that runs trials one after another: orders come in on stdin, observations go out on stdout, as lines.
///
/// The end of its input means: tear down and go (design, "Processes").
package final class Lane: Sendable {
    /// What a lane is told when it is started.
    package struct Settings: Sendable {
        /// The run's text in every id.
        package var run: String
        /// The lane's number in its run.
        package var number: Int
        /// The static program that is the workload's root file system.
        package var probe: String
        /// The `kumite` binary.
        package var publisher: String

        package init(run: String, number: Int, probe: String, publisher: String) {
            self.run = run
            self.number = number
            self.probe = probe
            self.publisher = publisher
        }
    }

    private let settings: Settings
    private let drivers: [any Driver]
    private let families: [any ShimFamily]
    private let ended = Atomic(false)
    private let output: LineWriter

    package init(_ settings: Settings, drivers: [any Driver], families: [any ShimFamily]) {
        self.settings = settings
        self.drivers = drivers
        self.families = families
        output = LineWriter(Descriptor(owning: 1))
    }

    /// Makes this process a lane; before any other thread is there.
    ///
    /// Its own session, so that a Ctrl-C at the terminal does not reach it; a subreaper, so that a shim's daemon comes
    /// to it; one thread that waits for all children.
    package static func become() throws {
        try Signals.prepare()
        try Session.become()
        try Subreaper.become()
        try Reaper.install { _ in }
    }

    /// Serves until the end of its input.
    package func serve() async throws {
        let grounds = try LaneGrounds(settings)
        do {
            try await serve(on: grounds)
        } catch {
            // Whatever failed (a conductor that is gone cannot be written to), the lane leaves nothing behind.
            await grounds.leave()
            throw error
        }
        await grounds.leave()
    }

    private func serve(on grounds: LaneGrounds) async throws {
        try await say(.ready(version: LaneOrder.version, pid: ThisProcess.pid))
        let input = Descriptor(owning: 0)
        let orders = LineReader(input, poller: try Poller.shared)
        // Read ahead while a trial runs: the next one is then at hand, and the end of the input ends the trial's steps.
        let (stream, queue) = AsyncThrowingStream.makeStream(of: LaneOrder.self)
        let reading = Task {
            do {
                while let line = try await orders.next() {
                    queue.yield(try JSONDecoder().decode(LaneOrder.self, from: Data(line)))
                }
                queue.finish()
            } catch {
                queue.finish(throwing: error)
            }
            self.ended.store(true, ordering: .sequentiallyConsistent)
        }
        for try await order in stream {
            // What was ordered before the input ended is not begun any more.
            if ended.load(ordering: .sequentiallyConsistent) { break }
            // A lane whose trial left something is not used again: the conductor starts another.
            guard try await carryOut(order, on: grounds) else { break }
        }
        await reading.value
    }

    /// Carries out one trial; false when it left something.
    private func carryOut(_ order: LaneOrder, on grounds: LaneGrounds) async throws -> Bool {
        try await say(.begun(trial: order.trial))
        let recorder = Recorder { observation in
            self.output.write(ObservationLine.encode(observation) + [10])
        }
        var end: TrialEnd
        if let driver = drivers.first(where: { $0.name == order.driver }),
            let family = families.first(where: { $0.name == order.contender.family })
        {
            let trial = Trial(
                order: order, driver: driver, family: family, grounds: grounds, recorder: recorder,
                interrupted: { self.ended.load(ordering: .sequentiallyConsistent) })
            end = await trial.carryOut()
        } else {
            end = TrialEnd(outcome: .unsupported(why: "no driver \(order.driver) or family \(order.contender.family)"))
        }
        let lost = output.takeLost()
        if lost > 0 {
            end.outcome = .infrastructure(
                why: "\(lost) bytes of what was seen are lost: they were read too late; run fewer lanes on this host")
        }
        try await say(.ended(trial: order.trial, end))
        return end.isClean
    }

    private func say(_ word: LaneWord) async throws {
        try await output.say(try LaneLine.encode(word))
    }
}
