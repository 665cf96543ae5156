import Drivers
import Host
import Linux
import Matrices
import Recordings
import Scenarios

/// One trial from a fresh state to a clean host: set up, steps, tear-down, what was left, clean-up.
struct Trial: Sendable {
    let order: LaneOrder
    let driver: any Driver
    let family: any ShimFamily
    let grounds: LaneGrounds
    let recorder: Recorder
    /// Lets the steps end early: the run was interrupted.
    let interrupted: @Sendable () -> Bool

    func carryOut() async -> TrialEnd {
        let obstacles = driver.obstacles(to: order.scenario, of: family)
        guard obstacles.isEmpty else { return TrialEnd(outcome: .unsupported(why: obstacles.joined(separator: "; "))) }
        guard order.scenario.given.guest == nil || order.contender.hasStandin else {
            let why = "its guest is to be a stand-in, and \(order.contender.name) has none: hypervisor: standin"
            return TrialEnd(outcome: .unsupported(why: why))
        }
        recorder.record(.anchors(.now), at: Stamp.now.nanoseconds)
        var place: TrialPlace?
        var end = await carryOut(at: &place)
        recorder.record(.anchors(.now), at: Stamp.now.nanoseconds)
        if let place { end.stuck += grounds.removeFolders(place) }
        return end
    }

    private func carryOut(at prepared: inout TrialPlace?) async -> TrialEnd {
        do {
            let place = try grounds.prepare(order)
            prepared = place
            let before = order.snapshots || order.scenario.observesHost ? try grounds.firstSnapshot(place) : nil
            var setting = grounds.setting(for: order, at: place, family: family)
            setting.observer = HostObserver(before: before) { place.scope }
            let outcome = await run(setting)
            return try await end(place, outcome, before: before)
        } catch {
            let failure =
                error as? InfrastructureFailure
                ?? InfrastructureFailure(doing: "preparing a trial", to: order.scenario.id, why: "\(error)")
            recorder.record(.infrastructure(failure), at: Stamp.now.nanoseconds)
            return TrialEnd(outcome: .infrastructure(why: "\(failure.doing) \(failure.to): \(failure.why)"))
        }
    }

    private func run(_ setting: TrialSetting) async -> TrialEnd.Outcome {
        guard let companion = family.companion(of: setting.contender) else { return await spar(setting) }
        let running: any RunningCompanion
        do {
            running = try await companion.start(for: setting, recorder: recorder)
        } catch {
            let failure =
                error as? InfrastructureFailure
                ?? InfrastructureFailure(doing: "starting a companion of", to: setting.contender.name, why: "\(error)")
            recorder.record(.infrastructure(failure), at: Stamp.now.nanoseconds)
            return .infrastructure(why: "\(failure.doing) \(failure.to): \(failure.why)")
        }
        let outcome = await spar(setting)
        await running.stop()
        // Whether it could be stopped and read decides too.
        guard let failure = recorder.failure else { return outcome }
        return .infrastructure(why: "\(failure.doing) \(failure.to): \(failure.why)")
    }

    /// Carries the steps out, with all that the trial needs beside its contender in place.
    private func spar(_ setting: TrialSetting) async -> TrialEnd.Outcome {
        let session: any DriverSession
        do {
            session = try await driver.open(setting, recorder: recorder)
        } catch {
            let failure =
                error as? InfrastructureFailure
                ?? InfrastructureFailure(doing: "opening a session", to: setting.contender.name, why: "\(error)")
            recorder.record(.infrastructure(failure), at: Stamp.now.nanoseconds)
            return .infrastructure(why: "\(failure.doing) \(failure.to): \(failure.why)")
        }
        let steps = StepRunner(
            session: session, recorder: recorder, family: family, mostNanoseconds: setting.mostNanoseconds,
            driver: driver.name, isPod: order.scenario.given.pod != nil, now: { Stamp.now.nanoseconds },
            interrupted: interrupted,
            steadyLook: SteadyLook(
                order.scenario, setting.observer, recorder,
                shim: setting.contender.shim, runtime: setting.contender.runtime))
        await steps.run(order.scenario.steps)
        await session.tearDown()
        if let failure = recorder.failure {
            return .infrastructure(why: "\(failure.doing) \(failure.to): \(failure.why)")
        }
        return interrupted() ? .interrupted : steps.hung ? .hung : .recorded
    }

    /// Looks at what was left, records it, and removes it, by force if need be.
    private func end(
        _ place: TrialPlace, _ outcome: TrialEnd.Outcome, before: HostSnapshot?
    ) async throws -> TrialEnd {
        var end = TrialEnd(outcome: outcome)
        var changes: HostChanges?
        if let before {
            let found = try grounds.changes(of: place, since: before)
            let difference = found.difference(at: "before-clean")
            recorder.record(.host(difference), at: Stamp.now.nanoseconds)
            end.left = difference.left.count + difference.changed.count
            changes = found
        }
        end.stuck = await grounds.clear(place, changes)
        recorder.record(.mark("clean"), at: Stamp.now.nanoseconds)
        return end
    }
}

extension Scenario {
    /// Whether a step looks at the host, which must have been looked at before then.
    fileprivate var observesHost: Bool {
        allSteps.contains { step in
            if case .observe = step.action { true } else { false }
        }
    }
}

extension Anchors {
    /// All clocks, now.
    static var now: Anchors {
        let read = ClockAnchors.read()
        return Anchors(monotonic: read.monotonic, wall: read.wall, boot: read.boot)
    }
}
