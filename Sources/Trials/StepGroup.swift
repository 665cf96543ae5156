import Drivers
import Facets
import Linux
import Scenarios

/// A step with those that begin during it.
struct StepGroup {
    /// nil when the first step of a list begins at a moment.
    var head: Step?
    var during: [Step]

    /// A list of steps, each that begins at a moment put to the one before it that doesn't.
    static func all(in steps: [Step]) -> [StepGroup] {
        var groups: [StepGroup] = []
        for step in steps {
            if step.at == nil {
                groups.append(StepGroup(head: step, during: []))
            } else if groups.isEmpty {
                groups.append(StepGroup(head: nil, during: [step]))
            } else {
                groups[groups.count - 1].during.append(step)
            }
        }
        return groups
    }
}

extension Step {
    /// What others can call it that wait for its begin: its label, and its whole path.
    var causes: [Moment.Cause] { [.step(name.last ?? ""), .step(path.description)] }
}

extension StepRunner {
    /// Carries out a step and those that begin during it, side by side, and joins.
    func run(_ group: StepGroup, iteration: [Int]) async {
        guard !group.during.isEmpty else {
            if let head = group.head { await run(head, iteration: iteration) }
            return
        }
        // Under `repeat` they began before, and are about to begin again.
        let leaves = ([group.head].compactMap(\.self) + group.during).flatMap(\.leaves)
        for cause in leaves.flatMap(\.causes) { recorder.moments.forget(cause) }
        let began = now()
        let ended = OneShot<Void>()
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                if let head = group.head { await self.run(head, iteration: iteration) }
                ended.set(())
            }
            for step in group.during {
                tasks.addTask { await self.run(step, of: group, began, ended, iteration: iteration) }
            }
        }
    }

    /// Waits for a step's moment, then carries it out; one whose moment never comes is skipped.
    private func run(
        _ step: Step, of group: StepGroup, _ began: UInt64, _ ended: OneShot<Void>, iteration: [Int]
    ) async {
        guard let moment = step.at else { return }
        guard let cause = await cause(of: moment, for: step, in: group, began, ended) else {
            skip(step, blame: group.head?.path.description ?? "at", iteration: iteration)
            return
        }
        let (due, tooFar) = cause.addingReportingOverflow(moment.afterNanoseconds)
        try? await Poller.shared.sleep(until: Stamp(nanoseconds: tooFar ? .max : due))
        await run(step, iteration: iteration)
    }

    /// When the cause came; nil if it didn't before the step's own deadline, counted from the head's begin, and the head's
    /// end: an event may come a little after the call that is its reason.
    private func cause(
        of moment: Moment, for step: Step, in group: StepGroup, _ began: UInt64, _ ended: OneShot<Void>
    ) async -> UInt64? {
        let moments = recorder.moments
        let allowed = allowedNanoseconds(for: step)
        let (last, tooFar) = began.addingReportingOverflow(allowed)
        // When the head has ended, no step begins any more but those that wait here.
        let endsWithHead =
            if case .step = moment.cause {
                !group.during.flatMap(\.leaves).flatMap(\.causes).contains(moment.cause)
            } else { false }
        let came = await withTaskGroup(of: UInt64?.self) { race in
            race.addTask { try? await moments.wait(for: moment.cause) }
            race.addTask {
                try? await ended.get()
                if !endsWithHead { try? await Poller.shared.sleep(until: Stamp(nanoseconds: tooFar ? .max : last)) }
                return nil
            }
            let first = await race.next() ?? nil
            race.cancelAll()
            return first
        }
        return came ?? moments.began(moment.cause)
    }
}
