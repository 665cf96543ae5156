import Drivers
import Glibc
import Linux
import Recordings
import Scenarios

extension ShimSession {
    /// How often it is looked for a process that is to be crashed: a runtime's lives for 5 ms and more.
    private static var searchPeriod: Duration { .milliseconds(1) }
    /// How many such periods a program may take to be loaded.
    private static var loadingPeriods: Int { 50 }
    /// How long a shim's connection may outlive its process, and a process a SIGSTOP.
    private static var settling: Duration { .seconds(1) }

    /// Makes what plays a role fail; recorded as a call of ours, `kumite` `crash`, with role and way as its request.
    func crash(_ role: String, _ how: CrashWay, _ context: StepContext) async -> StepResult {
        let began = Stamp.now
        let outcome: CallOutcome
        if role == "events" {
            outcome = crashEvents(how)
        } else if how == .thaw {
            outcome = thaw() ? .answered(RawBytes()) : notFound("nothing is frozen")
        } else {
            outcome = await signal(role, how, context)
        }
        let record = CallRecord(
            service: "kumite", method: "crash", sentAt: began.nanoseconds, receivedAt: Stamp.now.nanoseconds,
            request: RawBytes(Array("\(how.rawValue) \(role)".utf8)), outcome: outcome)
        recorder.record(.call(record), at: record.receivedAt, step: context.reference)
        return result(of: record, context)
    }

    private func crashEvents(_ how: CrashWay) -> CallOutcome {
        guard !endpoint.isGone else { return notFound("the event endpoint is gone") }
        switch how {
        case .kill, .terminate: endpoint.kill()
        case .freeze: endpoint.freeze()
        case .thaw: endpoint.thaw()
        }
        return .answered(RawBytes())
    }

    private func signal(_ role: String, _ how: CrashWay, _ context: StepContext) async -> CallOutcome {
        let found = await processes(of: role, context)
        guard !found.isEmpty else { return notFound("no process plays the role \(role)") }
        for process in found {
            guard let pidfd = try? process.open(), (try? process.send(how.signal)) == true else { continue }
            switch how {
            case .kill:
                // Not over before it is: a later call must not meet it half gone.
                guard (try? await poller.readable(pidfd, until: context.deadline)) == true else { return .timedOut }
            case .freeze:
                frozen.insert(process)
                await untilStopped(process)
            case .terminate, .thaw: break
            }
        }
        if how == .kill, role == "shim" {
            for shim in Set(shims.values.map(\.ended).map(ObjectIdentifier.init)) {
                guard let ended = shims.values.map(\.ended).first(where: { ObjectIdentifier($0) == shim }) else {
                    continue
                }
                _ = try? await withDeadline(.after(Self.settling)) { try await ended.get() }
            }
        }
        return .answered(RawBytes())
    }

    /// The processes that play a role now; of one that comes and goes, the next that comes until the deadline.
    private func processes(of role: String, _ context: StepContext) async -> [ProcessIdentity] {
        let daemons = Set(shims.values.compactMap { $0.process }.filter { !$0.hasEnded }.map(\.identity))
        guard role != "shim" else { return daemons.sorted { $0.startTicks < $1.startTicks } }
        repeat {
            let living = Set(shims.values.compactMap { $0.process?.identity })
            for daemon in living {
                let found = children(of: daemon).filter { setting.family.plays(role, $0, of: contender) }
                if !found.isEmpty { return found.map(\.identity) }
            }
            if setting.family.abilities.virtualMachine?.detaches == true {
                let found = detached().filter { setting.family.plays(role, $0, of: contender) }
                if !found.isEmpty { return found.map(\.identity) }
            }
        } while (try? await poller.sleep(until: .after(Self.searchPeriod))) != nil && context.left > .zero
        return []
    }

    /// What a shim has started and lives.
    private func children(of shim: ProcessIdentity) -> [ShimChild] {
        let own = try? Namespace(.process, of: shim.pid).identity
        return ProcessTable.children(of: shim.pid).compactMap { pid in
            guard let stat = (try? ProcessStat.of(pid)) ?? nil, !stat.hasEnded, stat.parent == shim.pid else {
                return nil
            }
            return ShimChild(stat, own)
        }
    }

    /// What carries the trial's own text on its command line and is no shim's child: others have taken it over.
    private func detached() -> [ShimChild] {
        let own = try? Namespace(.process, of: ThisProcess.pid).identity
        return ((try? ProcessTable.read().processes) ?? []).compactMap { stat in
            guard !stat.hasEnded, let child = ShimChild(stat, own),
                child.arguments.contains(where: { $0.contains(setting.nonce) })
            else { return nil }
            return child
        }
    }

    /// What a pid stands for that is told of a container in a virtual machine; nil if that is not known.
    func role(of pid: Int32, behind monitor: String, _ shim: ShimConnection) async -> String? {
        let container = launched.last { shims[$0] === shim } ?? ""
        if let process = shim.process {
            if process.identity.pid == pid { return "shim:\(container)" }
            if Files.exists("/proc/\(process.identity.pid)/task/\(pid)") { return "thread:shim:\(container)" }
        }
        // One that was started a moment ago has no command line until its program is loaded.
        for _ in 0..<Self.loadingPeriods {
            guard let stat = (try? ProcessStat.of(pid)) ?? nil, !stat.hasEnded else { return nil }
            if let child = ShimChild(stat, nil) {
                return setting.family.plays(monitor, child, of: contender) ? "\(monitor):\(container)" : nil
            }
            guard (try? await poller.sleep(until: .after(Self.searchPeriod))) != nil else { return nil }
        }
        return nil
    }

    /// Waits until a process has stopped: its threads do so one by one.
    private func untilStopped(_ process: ProcessIdentity) async {
        let deadline = Stamp.after(Self.settling)
        while Stamp.now < deadline, let stat = (try? ProcessStat.of(process.pid)) ?? nil, stat.identity == process,
            stat.state != "T", !stat.hasEnded
        {
            guard (try? await poller.sleep(until: .after(Self.searchPeriod))) != nil else { return }
        }
    }

    /// Lets all go on that a step has frozen; whether there was any.
    @discardableResult
    func thaw() -> Bool {
        defer { frozen = [] }
        for process in frozen { _ = try? process.send(SIGCONT) }
        return !frozen.isEmpty
    }

    private func notFound(_ why: String) -> CallOutcome {
        .refused(code: 5, message: why, details: RawBytes())
    }
}

extension CrashWay {
    fileprivate var signal: Int32 {
        switch self {
        case .kill: SIGKILL
        case .freeze: SIGSTOP
        case .thaw: SIGCONT
        case .terminate: SIGTERM
        }
    }
}

extension ShimChild {
    /// - Parameter own: The pid namespace that the shim lives in.
    fileprivate init?(_ stat: ProcessStat, _ own: FileIdentity?) {
        guard let line = try? Files.read("/proc/\(stat.pid)/cmdline", limit: 16_384).bytes, !line.isEmpty else {
            return nil
        }
        let namespace = try? Namespace(.process, of: stat.pid).identity
        self.init(
            identity: stat.identity,
            arguments: line.split(separator: 0).prefix(64).map { String(decoding: $0, as: UTF8.self) },
            isBesideShim: own != nil && own == namespace)
    }
}
