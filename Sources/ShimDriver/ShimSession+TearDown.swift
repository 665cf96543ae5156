import Drivers
import Glibc
import Host
import Linux
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf
import Synchronization
import TTRPC

extension ShimSession {
    /// Ends what is there as containerd would: kill, wait, delete each task; shut the shim down; run its `delete`.
    ///
    /// The steps of it are called `down.…` in paths. A shim that hung is not called again: its `delete` is run at once.
    /// What a step has frozen goes on first.
    func tearDown() async {
        thaw()
        endpoint.thaw()
        for shim in distinct(Array(shims.values)) where shim.wasLeft { reconnect(shim, down("connect", "run")) }
        for container in removalOrder(existing) where !hung { await removeTask(of: container) }
        for container in sandboxes.sorted() where !hung { await removeSandbox(of: container) }
        await endShims()
        for stray in strays { await end(stray) }
        for subject in streams.keys.sorted() { await closeStreams(of: subject) }
        for log in logs.sorted(by: { $0.key < $1.key }).map(\.value) { await log.stop() }
        for container in launched { checkConfiguration(of: container, nil) }
        for shim in distinct(shims.values.map(\.self) + retired) { shim.client.close() }
        await dismissUnderstudies()
        for loop in bundles.values.compactMap(\.root.loop).sorted() {
            if let why = LoopDevice.detach(loop) { recordFailure("detaching", loop, why, nil) }
        }
        await endpoint.stop()
        await look(at: .after)
        if let network, let why = await network.remove(until: .after(.seconds(10))) {
            recordFailure("removing the network", network.name, why, nil)
        }
    }

    /// The last made first, but a pod's sandbox after its workloads.
    private func removalOrder(_ containers: [String]) -> [String] {
        let (workloads, sandbox) = (
            containers.filter { !setting.isSandbox($0) }, containers.filter { setting.isSandbox($0) }
        )
        return workloads.reversed() + sandbox
    }

    private func distinct(_ all: [ShimConnection]) -> [ShimConnection] {
        var seen: Set<ObjectIdentifier> = []
        return all.filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    private func removeTask(of container: String) async {
        // Who is gone can't be asked; its `delete` has it all to do.
        guard let shim = shims[container], !shim.isGone else { return }
        let id = setting.identifier(of: container)
        let killed = await kill(container, on: shim)
        if unanswered.contains(container), killed.outcome.isNotFound { return }
        if killed.outcome == .timedOut { return await giveUpTask(down("kill", container)) }
        for source in streams[container]?.outputs ?? [] { source.begin() }
        let waited = await call("Wait", WaitRequest.with { $0.id = id }, on: shim, down("wait", container))
        if waited.outcome == .timedOut { return await giveUpTask(down("wait", container)) }
        await recordEnds(of: container, step: down("wait", container).reference)
        let deleted = await call("Delete", DeleteRequest.with { $0.id = id }, on: shim, down("delete", container))
        if deleted.outcome == .timedOut { await giveUpTask(down("delete", container)) }
        if case .answered = deleted.outcome { deletedTasks += 1 }
    }

    /// Kills all of a container; of one whose Create goes on, as soon as it is there.
    private func kill(_ container: String, on shim: ShimConnection) async -> CallRecord {
        let context = down("kill", container)
        let message = KillRequest.with {
            $0.id = setting.identifier(of: container)
            $0.signal = UInt32(SIGKILL)
            $0.all = true
        }
        var isLast = !unanswered.contains(container)
        while true {
            let isAnswered = shim.lateAnswers.count.load(ordering: .relaxed) > 0
            let record = await call("Kill", message, on: shim, context)
            if isLast || !record.outcome.isNotFound { return record }
            // Answered before it was asked, and still not there: so its Create has failed.
            isLast = isAnswered || context.left < .milliseconds(200)
            try? await poller.sleep(until: .after(.milliseconds(50)))
        }
    }

    private func giveUpTask(_ context: StepContext) async {
        hung = true
        await recordStacks(context)
    }

    /// Stops a sandbox of the sandbox service's and shuts it down, as containerd's controller does.
    private func removeSandbox(of container: String) async {
        guard let shim = shims[container], !shim.isGone else { return }
        for which in [SandboxCall.stop, .shutdown] where !hung {
            let context = down("sandbox-\(which.rawValue)", container)
            if await ask(which, of: container, on: shim, context).outcome == .timedOut { await giveUpTask(context) }
        }
    }

    private func endShims() async {
        for shim in distinct(attached.reversed().compactMap { shims[$0] }) {
            await end(shim, of: removalOrder(attached.filter { shims[$0] === shim }))
        }
    }

    /// Ends a shim that these containers share, the one that it was started for last.
    private func end(_ shim: ShimConnection, of containers: [String]) async {
        if let container = containers.last, !hung, shim.ended.value == nil {
            await awaitEvents()
            // One for all: whose task goes last ends the shim, and what is asked after that is a matter of luck.
            let id = setting.identifier(of: container)
            let context = down("shutdown", container)
            let record = await call("Shutdown", ShutdownRequest.with { $0.id = id }, on: shim, context)
            if record.outcome == .timedOut { await giveUpTask(context) }
        }
        let allowed = setting.deadlineNanoseconds(of: hung ? "shim-gone-after-hang" : "shim-gone")
        let deadline = Stamp.after(.nanoseconds(Int64(clamping: allowed)))
        _ = try? await withDeadline(deadline) { try await shim.ended.get() }
        if let ended = shim.ended.value { recorder.record(.mark("connection-ended"), at: ended.at) }
        // containerd runs `delete` whenever the connection has ended, also after a shutdown in good order.
        for container in containers { await runDelete(container, as: down("cli-delete", container)) }
        await recordEnd(of: shim, containers.last { launched.contains($0) } ?? containers.last ?? "", until: deadline)
    }

    /// Waits until the ends of all tasks were told, where a shim is known to lose what it has not handed on at Shutdown.
    private func awaitEvents() async {
        guard setting.family.losesEventsAtShutdown(contender), !endpoint.isGone else { return }
        let deadline = Stamp.after(.nanoseconds(Int64(clamping: Self.tellingNanoseconds)))
        while Stamp.now < deadline {
            let heard = endpoint.heard
            // An exit may be told after the delete: when all is told nothing more comes.
            let isQuiet = Stamp.now.nanoseconds(since: heard.last) >= Self.quietNanoseconds
            if isQuiet, heard.topics["/tasks/delete", default: 0] >= deletedTasks { return }
            try? await poller.sleep(until: .after(.milliseconds(10)))
        }
    }

    private static var tellingNanoseconds: UInt64 { 1_000_000_000 }
    private static var quietNanoseconds: UInt64 { 50_000_000 }

    func runDelete(_ container: String, as context: StepContext) async {
        let id = setting.identifier(of: container)
        let bundle = setting.bundle(of: container)
        let program = Program(
            purpose: "delete", arguments: commonArguments + ["-id", id, "-bundle", bundle, "delete"],
            environment: environment, directory: bundle)
        let record = await program.run(within: context.left)
        recorder.record(.program(record), at: record.endedAt, step: context.reference)
    }

    private func recordEnd(of shim: ShimConnection, _ container: String, until deadline: Stamp) async {
        guard let process = shim.process else { return }
        let (ended, exit) = await process.exit(until: max(deadline, Stamp.after(.milliseconds(200))))
        guard ended else {
            recorder.record(.mark("shim-stays"), at: Stamp.now.nanoseconds)
            return
        }
        if let exit {
            recorder.record(
                .exited(ExitRecord(role: "shim:\(container)", pid: exit.pid, end: ProgramEnd(exit.status))),
                at: exit.stamp.nanoseconds)
        }
        recorder.record(.mark("shim-gone"), at: exit?.stamp.nanoseconds ?? Stamp.now.nanoseconds)
    }

    /// Asks a daemon to end that a `cli` step has started. One that can't be reached, or stays, is a leak to be found.
    private func end(_ stray: StrayShim) async {
        let context = down("shutdown", "cli")
        guard let answer = stray.answer, let shim = link(to: answer, process: stray.process, context) else { return }
        let record = await call(
            "Shutdown",
            ShutdownRequest.with {
                $0.id = setting.namespace
                $0.now = true
            }, on: shim, context)
        retired.append(shim)
        guard record.outcome != .timedOut else { return }
        let allowed = setting.deadlineNanoseconds(of: "shim-gone")
        _ = await stray.process?.exit(until: .after(.nanoseconds(Int64(clamping: allowed))))
        shim.client.close()
    }

    /// Stops reading a process's streams and takes their fifos away.
    func closeStreams(of subject: String) async {
        guard let all = streams.removeValue(forKey: subject) else { return }
        all.stdin?.close()
        for source in all.outputs { await source.stop() }
        for path in all.paths { _ = try? Files.remove(path) }
    }

    /// How long a call of the tear-down may take after a hang that was demanded.
    private static var doubtNanoseconds: UInt64 { 2_000_000_000 }

    private func down(_ name: String, _ container: String) -> StepContext {
        let usual = setting.deadlineNanoseconds(of: name)
        let allowed = isDoubted ? min(usual, Self.doubtNanoseconds) : usual
        return StepContext(
            reference: StepReference(subject: container, name: ["down.\(name)"]),
            deadline: .after(.nanoseconds(Int64(clamping: allowed))), allowedNanoseconds: allowed)
    }
}

extension Recordings.CallOutcome {
    /// Whether it was refused since there is no such thing.
    fileprivate var isNotFound: Bool {
        if case .refused(code: 5, _, _) = self { true } else { false }
    }
}
