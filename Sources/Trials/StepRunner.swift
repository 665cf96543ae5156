import Drivers
import Facets
import Recordings
import Scenarios
import Synchronization

/// Carries out the steps of one trial through a session, in order, side by side and over again, as the scenario says.
///
/// A step whose object never came to be is skipped, with the step that is to blame; a hang ends the steps, and the
/// trial goes on to its tear-down (design, "A trial"). One that the step demands, or that comes while the scenario has
/// something frozen, does not end them.
final class StepRunner: Sendable {
    let session: any DriverSession
    let recorder: Recorder
    let family: any ShimFamily
    /// The most that a step may take which says nothing itself, nanoseconds.
    let mostNanoseconds: UInt64
    /// The driver's name: whose expectations hold.
    let driver: String
    /// Whether the containers of the trial are one pod's, which share a shim.
    let isPod: Bool
    /// Reads CLOCK_MONOTONIC, nanoseconds.
    let now: @Sendable () -> UInt64
    /// Whether the run was interrupted: then no further step begins.
    let interrupted: @Sendable () -> Bool
    /// The trial's own look at its processes; nil in one that is timed.
    let steadyLook: SteadyLook?
    private let fates = Mutex(Fates())

    init(
        session: any DriverSession, recorder: Recorder, family: any ShimFamily, mostNanoseconds: UInt64 = .max,
        driver: String = "shim", isPod: Bool = false, now: @escaping @Sendable () -> UInt64,
        interrupted: @escaping @Sendable () -> Bool,
        steadyLook: SteadyLook? = nil
    ) {
        self.session = session
        self.recorder = recorder
        self.family = family
        self.mostNanoseconds = mostNanoseconds
        self.driver = driver
        self.isPod = isPod
        self.now = now
        self.interrupted = interrupted
        self.steadyLook = steadyLook
    }

    /// Whether a step ran out of time that was not to.
    var hung: Bool { fates.withLock { $0.over != nil } }

    /// What is known of the objects of a trial: which never came to be, and through which step.
    private struct Fates {
        /// Subject's name to the path of the step that failed to make it.
        var neverMade: [String: String] = [:]
        /// Subject's name to the path of the step that failed to start it.
        var neverStarted: [String: String] = [:]
        var made: Set<String> = []
        var started: Set<String> = []
        /// What a step has frozen: that calls hang meanwhile is what was asked for.
        var frozen: Set<String> = []
        /// The step that hung, or what else ended the trial.
        var over: String?
    }

    func run(_ steps: [Step], iteration: [Int] = []) async {
        for group in StepGroup.all(in: steps) {
            await run(group, iteration: iteration)
        }
    }

    func run(_ step: Step, iteration: [Int]) async {
        switch step.action {
        case .concurrently(let branches):
            await withTaskGroup(of: Void.self) { group in
                for branch in branches { group.addTask { await self.run(branch, iteration: iteration) } }
            }
        case .repeat(let times, let inner):
            for time in 0..<times { await run(inner, iteration: iteration + [time]) }
        default:
            await perform(step, iteration: iteration)
        }
    }

    private func perform(_ step: Step, iteration: [Int]) async {
        let reference = StepReference(subject: step.action.subject.name, name: step.name, iteration: iteration)
        if let blame = blame(for: step.action) {
            recorder.record(.stepEnded(.skipped(blame: blame)), at: now(), step: reference)
            return
        }
        let began = now()
        recorder.record(.stepBegan(verb: step.action.verb), at: began, step: reference)
        for cause in step.causes { recorder.moments.begin(cause, at: began) }
        let deadline = allowedNanoseconds(for: step)
        let result = await session.perform(step.action, as: reference, deadlineNanoseconds: deadline)
        recorder.record(.stepEnded(result.end), at: now(), step: reference)
        note(result, of: step)
        if await steadyLook?.look(after: step, succeeded: result.succeeded) == true { await session.look(at: .steady) }
    }

    /// How long a step may take: as it says itself, else as its verb may.
    func allowedNanoseconds(for step: Step) -> UInt64 {
        step.withinNanoseconds
            ?? min(family.deadlineNanoseconds(of: deadlineVerb(of: step.action)), mostNanoseconds)
    }

    /// What a family calls the deadline of an action: the first create of a shim's containers has one of its own.
    func deadlineVerb(of action: Action) -> String {
        guard case .create = action, !isPod || fates.withLock({ $0.made.isEmpty }) else { return action.verb }
        return "first-create"
    }

    /// Records of a step, or of those that it holds, that it was not carried out.
    func skip(_ step: Step, blame: String, iteration: [Int]) {
        for leaf in step.leaves {
            let reference = StepReference(subject: leaf.action.subject.name, name: leaf.name, iteration: iteration)
            recorder.record(.stepEnded(.skipped(blame: blame)), at: now(), step: reference)
        }
    }

    /// The step without which this one makes no sense, if there is one.
    private func blame(for action: Action) -> String? {
        fates.withLock { fates in
            if let over = fates.over ?? (interrupted() ? "interrupted" : nil) { return over }
            let subject = action.subject
            // It may ask for what is not there.
            if case .raw = action { return nil }
            if let container = subject.container, container != subject.name, let blame = fates.neverMade[container] {
                return blame
            }
            if case .create = action { return nil }
            if let blame = fates.neverMade[subject.name] { return blame }
            switch action {
            case .wait, .ready, .write, .close, .resize: return fates.neverStarted[subject.name]
            default: return nil
            }
        }
    }

    private func note(_ result: StepResult, of step: Step) {
        let subject = step.action.subject.name
        fates.withLock { fates in
            if case .hung = result.end, fates.over == nil, fates.frozen.isEmpty, !step.demandsTimeout(under: driver) {
                fates.over = step.path.description
            }
            switch step.action {
            case .create, .exec:
                if result.succeeded {
                    fates.made.insert(subject)
                    fates.neverMade[subject] = nil
                } else if !fates.made.contains(subject) {
                    fates.neverMade[subject] = step.path.description
                }
            case .start:
                if result.succeeded {
                    fates.started.insert(subject)
                    fates.neverStarted[subject] = nil
                } else if !fates.started.contains(subject) {
                    fates.neverStarted[subject] = step.path.description
                }
            case .crash(let role, .freeze) where result.succeeded: fates.frozen.insert(role)
            case .crash(let role, .thaw): fates.frozen.remove(role)
            default: break
            }
        }
    }
}
