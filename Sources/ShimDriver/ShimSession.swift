import Drivers
import Host
import Linux
import Matrices
import Recordings
import Scenarios
import ShimAPI

/// One trial's conversation with a shim: what was launched, what was made in it, and the calls.
///
/// Verbs are in extensions, a file each kind; what containerd does around them is in `Launch` and `TearDown`.
actor ShimSession: DriverSession {
    let setting: TrialSetting
    let endpoint: EventEndpoint
    let recorder: Recorder
    let poller: Poller
    /// The trial's own network, where it has one.
    let network: TrialNetwork?
    /// The family's own; nil where nobody looks.
    let sights: (any Observer)?

    /// The containerd that is imitated; an upgrade changes it.
    var daemon: ImitatedDaemon
    /// The contender as it is installed now; an upgrade changes it.
    var contender: Contender
    /// Containers that a shim was started for, in that order.
    var launched: [String] = []
    /// Containers that have a shim, their own or a group's, in that order.
    var attached: [String] = []
    /// The connection of each container's shim; grouped containers share one.
    var shims: [String: ShimConnection] = [:]
    /// Connections that others have taken the place of.
    var retired: [ShimConnection] = []
    /// Daemons that a `cli` step started beside those that the trial talks to.
    var strays: [StrayShim] = []
    /// Bundles that were made, by container.
    var bundles: [String: BundleFolder] = [:]
    /// Streams of processes, by subject.
    var streams: [String: ProcessStreams] = [:]
    /// Containers that exist in their shim, or may, in the order of their creation.
    var existing: [String] = []
    /// How many containers' tasks the shims have said to be deleted.
    var deletedTasks = 0
    /// Containers that the sandbox service was asked to make a sandbox for, and not to shut down since.
    var sandboxes: Set<String> = []
    /// Containers whose Create was given up and may still be answered.
    var unanswered: Set<String> = []
    /// The first process of each container, as Create told it.
    var inits: [String: UInt32] = [:]
    /// Readers of log pipes, by the container whose bundle it is.
    var logs: [String: LogReader] = [:]
    /// What a step has frozen and none has thawed.
    var frozen: Set<ProcessIdentity> = []
    /// Whether a call hung: then the shim is not asked anything more.
    var hung = false
    /// Whether a call hung that was demanded to, and none was answered since: the tear-down is less patient then.
    var isDoubted = false

    init(
        _ setting: TrialSetting, daemon: ImitatedDaemon, endpoint: EventEndpoint, network: TrialNetwork?,
        recorder: Recorder, poller: Poller
    ) {
        self.setting = setting
        self.daemon = daemon
        self.contender = setting.contender
        self.endpoint = endpoint
        self.network = network
        sights = setting.observer?.isOn == true ? setting.family.observer(of: setting) : nil
        self.recorder = recorder
        self.poller = poller
        let addresses = (network?.plugins?.addresses ?? []).enumerated().map { place, address in
            Binding(kind: .id, value: address, name: "address:\(place)")
        }
        for binding in setting.bindings + addresses { recorder.record(.bound(binding), at: Stamp.now.nanoseconds) }
    }

    func perform(_ action: Action, as step: StepReference, deadlineNanoseconds: UInt64) async -> StepResult {
        let deadline = Stamp.after(.nanoseconds(Int64(clamping: deadlineNanoseconds)))
        let context = StepContext(reference: step, deadline: deadline, allowedNanoseconds: deadlineNanoseconds)
        let result = await carryOut(action, context)
        if case .hung = result.end {
            if demandsTimeout(step) { isDoubted = true } else { await recordStacks(context) }
        }
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
        case .raw(let subject, let call): await raw(call, subject, context)
        case .cli(let line): await commandLine(line, context)
        case .crash(let role, let how): await crash(role, how, context)
        case .observe(let parts): await observe(parts, context)
        case .upgrade(let part): await upgrade(part, context)
        case .idle(let nanoseconds): await idle(nanoseconds)
        case .kill, .state, .pids, .pause, .resume, .stats, .update, .resize, .connect, .shutdown:
            await simpleCall(action, context)
        case .http(let request): await http(request, context)
        case .concurrently, .repeat:
            StepResult(.unsupported("steps made of others are the trial's"), succeeded: false)
        }
    }

    /// Lets time pass.
    private func idle(_ nanoseconds: UInt64) async -> StepResult {
        try? await poller.sleep(until: .after(.nanoseconds(Int64(clamping: nanoseconds))))
        return StepResult(.done, succeeded: true)
    }

    /// Whether the scenario demands that a step runs out of time.
    private func demandsTimeout(_ step: StepReference) -> Bool {
        setting.scenario.allSteps.contains { planned in
            planned.name == step.name && planned.action.subject.name == step.subject
                && planned.demandsTimeout(under: DirectDriver.name)
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
            // The lane's copy: what an error says of a hook that ran it.
            Binding(kind: .path, value: probe, name: "probe"),
        ]
        for container in scenario.containers {
            all.append(Binding(kind: .id, value: identifier(of: container.name), name: container.name))
            all.append(Binding(kind: .path, value: bundle(of: container.name), name: "bundle:\(container.name)"))
            // As a mount table tells them: from the root of the file system that they lie in.
            guard let inner = folderInFileSystem else { continue }
            let bundle = "\(inner)/bundles/\(identifier(of: container.name))"
            all.append(Binding(kind: .path, value: bundle, name: "bundle:\(container.name)"))
            guard container.rootfs.form != .folder else { continue }
            all.append(
                Binding(kind: .path, value: "\(inner)/roots/\(container.name)", name: "folder/roots/\(container.name)"))
        }
        for path in [contender.runtime, contender.next?.runtime] {
            // A contender's own: messages that name it say nothing by that.
            guard let path, path.hasPrefix("/") else { continue }
            all.append(Binding(kind: .path, value: path, name: "runtime"))
        }
        if let inner = folderInFileSystem, sharesFolder {
            all.append(Binding(kind: .path, value: "\(inner)/shared", name: "folder/shared"))
        }
        all.append(Binding(kind: .id, value: nonce, name: "nonce"))
        return all
    }

    /// The folder of a container's bundle.
    func bundle(of container: String) -> String { "\(folder)/bundles/\(identifier(of: container))" }

    /// The id that an exec has in this trial; containers have theirs in `identifier(of:)`.
    func execIdentifier(of subject: Subject) -> String { subject.exec.map { "\(nonce)-x-\($0)" } ?? "" }
}
