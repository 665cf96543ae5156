import Drivers
import Glibc
import Host
import Linux
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf
import TTRPC

extension ShimSession {
    /// Ends what is there as containerd would: kill, wait, delete each task; shut the shim down; run its `delete`.
    ///
    /// The steps of it are called `down.…` in paths. A shim that hung is not called again: its `delete` is run at once.
    func tearDown() async {
        for container in existing.reversed() where !hung { await removeTask(of: container) }
        for container in launched.reversed() { await endShim(of: container) }
        for subject in streams.keys.sorted() { await closeStreams(of: subject) }
        for log in logs { await log.stop() }
        for shim in Set(shims.values.map(ObjectIdentifier.init)) {
            shims.values.first { ObjectIdentifier($0) == shim }?.client.close()
        }
        await endpoint.stop()
    }

    private func removeTask(of container: String) async {
        guard let shim = shims[container] else { return }
        let id = setting.identifier(of: container)
        let killed = await call(
            "Kill",
            KillRequest.with {
                $0.id = id
                $0.signal = UInt32(SIGKILL)
                $0.all = true
            }, on: shim, down("kill", container))
        if killed.outcome == .timedOut { return await giveUpTask(down("kill", container)) }
        let waited = await call("Wait", WaitRequest.with { $0.id = id }, on: shim, down("wait", container))
        if waited.outcome == .timedOut { return await giveUpTask(down("wait", container)) }
        await recordEnds(of: container, step: down("wait", container).reference)
        let deleted = await call("Delete", DeleteRequest.with { $0.id = id }, on: shim, down("delete", container))
        if deleted.outcome == .timedOut { await giveUpTask(down("delete", container)) }
    }

    private func giveUpTask(_ context: StepContext) async {
        hung = true
        await recordStacks(context)
    }

    private func endShim(of container: String) async {
        guard let shim = shims[container] else { return }
        let id = setting.identifier(of: container)
        if !hung, shim.ended.value == nil {
            _ = await call(
                "Shutdown", ShutdownRequest.with { $0.id = id }, on: shim, down("shutdown", container))
        }
        let allowed = setting.family.deadlineNanoseconds(of: hung ? "shim-gone-after-hang" : "shim-gone")
        let deadline = Stamp.after(.nanoseconds(Int64(clamping: allowed)))
        _ = try? await withDeadline(deadline) { try await shim.ended.get() }
        if let ended = shim.ended.value { recorder.record(.mark("connection-ended"), at: ended.at) }
        // containerd runs `delete` whenever the connection has ended, also after a shutdown in good order.
        await runDelete(container, as: down("cli-delete", container))
        await recordEnd(of: shim, container, until: deadline)
    }

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

    /// Stops reading a process's streams and takes their fifos away.
    func closeStreams(of subject: String) async {
        guard let all = streams.removeValue(forKey: subject) else { return }
        all.stdin?.close()
        for reader in all.outputs { await reader.stop() }
        for path in all.paths { _ = try? Files.remove(path) }
    }

    private func down(_ name: String, _ container: String) -> StepContext {
        let allowed = setting.family.deadlineNanoseconds(of: name)
        return StepContext(
            reference: StepReference(subject: container, name: ["down.\(name)"]),
            deadline: .after(.nanoseconds(Int64(clamping: allowed))), allowedNanoseconds: allowed)
    }
}
