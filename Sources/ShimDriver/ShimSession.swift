import Drivers
import Host
import Linux
import Recordings
import Scenarios
import ShimAPI

/// One trial's conversation with a shim: what was launched, what was made in it, and the calls.
///
/// Verbs are in extensions, a file each kind; what containerd does around them is in `Launch` and `TearDown`.
actor ShimSession: DriverSession {
    let setting: TrialSetting
    let daemon: ImitatedDaemon
    let endpoint: EventEndpoint
    let recorder: Recorder
    let poller: Poller

    /// Containers whose shim was launched, in that order.
    var launched: [String] = []
    /// The connection of each container's shim; grouped containers share one.
    var shims: [String: ShimConnection] = [:]
    /// Bundles that were made, by container.
    var bundles: [String: BundleFolder] = [:]
    /// Streams of processes, by subject.
    var streams: [String: ProcessStreams] = [:]
    /// Containers that exist in their shim, in the order of their creation.
    var existing: [String] = []
    /// Readers of log pipes, one a bundle.
    var logs: [LogReader] = []
    /// Whether a call hung: then the shim is not asked anything more.
    var hung = false

    init(
        _ setting: TrialSetting, daemon: ImitatedDaemon, endpoint: EventEndpoint, recorder: Recorder, poller: Poller
    ) {
        self.setting = setting
        self.daemon = daemon
        self.endpoint = endpoint
        self.recorder = recorder
        self.poller = poller
        for binding in setting.bindings { recorder.record(.bound(binding), at: Stamp.now.nanoseconds) }
    }

    func perform(_ action: Action, as step: StepReference, deadlineNanoseconds: UInt64) async -> StepResult {
        let deadline = Stamp.after(.nanoseconds(Int64(clamping: deadlineNanoseconds)))
        let context = StepContext(reference: step, deadline: deadline, allowedNanoseconds: deadlineNanoseconds)
        let result = await carryOut(action, context)
        if case .hung = result.end { await recordStacks(context) }
        return result
    }

    private func carryOut(_ action: Action, _ context: StepContext) async -> StepResult {
        switch action {
        case .create(let subject): await create(subject, context)
        case .start(let subject): await start(subject, context)
        case .exec(let subject, let process): await addExec(subject, process, context)
        case .wait(let subject): await wait(subject, context)
        case .ready(let subject): await ready(subject, context)
        case .write(let subject, let bytes): await write(bytes, to: subject, context)
        case .close(let subject): await close(subject, context)
        case .delete(let subject): await delete(subject, context)
        case .sandbox(let subject, let which): await sandbox(which, subject, context)
        case .cli(let line): await commandLine(line.arguments, about: line.about, context)
        case .kill, .state, .pids, .pause, .resume, .stats, .update, .resize, .connect, .shutdown:
            await simpleCall(action, context)
        case .raw, .crash, .observe, .http, .upgrade, .idle:
            StepResult(.unsupported("this driver can't \(action.verb)"), succeeded: false)
        case .concurrently, .repeat:
            StepResult(.unsupported("steps made of others are the trial's"), succeeded: false)
        }
    }
}

/// A step that is being carried out.
struct StepContext: Sendable {
    var reference: StepReference
    var deadline: Stamp
    var allowedNanoseconds: UInt64

    /// What is left until the deadline.
    var left: Duration {
        let now = Stamp.now
        return now < deadline ? .nanoseconds(Int64(clamping: deadline.nanoseconds(since: now))) : .zero
    }

    var hung: StepResult { StepResult(.hung(deadlineNanoseconds: allowedNanoseconds), succeeded: false) }
}

extension TrialSetting {
    /// What stands for the trial's own names wherever they are seen.
    var bindings: [Binding] {
        var all = [
            Binding(kind: .path, value: folder, name: "folder"),
            Binding(kind: .path, value: sockets, name: "sockets"),
            Binding(kind: .id, value: namespace, name: "namespace"),
            Binding(kind: .path, value: cgroup, name: "cgroup"),
        ]
        for container in scenario.containers {
            all.append(Binding(kind: .id, value: identifier(of: container.name), name: container.name))
            all.append(Binding(kind: .path, value: bundle(of: container.name), name: "bundle:\(container.name)"))
        }
        all.append(Binding(kind: .id, value: nonce, name: "nonce"))
        return all
    }

    /// The folder of a container's bundle.
    func bundle(of container: String) -> String { "\(folder)/bundles/\(identifier(of: container))" }

    /// The id that an exec has in this trial; containers have theirs in `identifier(of:)`.
    func execIdentifier(of subject: Subject) -> String { subject.exec.map { "\(nonce)-x-\($0)" } ?? "" }
}
