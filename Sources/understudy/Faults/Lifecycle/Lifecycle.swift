import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import TTRPC

extension Fault {
    /// Those that do other than what was asked for, or nothing.
    static let lifecycle: [Fault] = [
        startAgainKills, idleDelete, deleteKills, failedSecondKill, idleKill, turnedSignal, killOfInitAlone,
        hangingLateExec, endlessWait, endlessExecWait, idlePause, idleResume, execEndKillsInit, ignoredShutdown,
        wideShutdown, mortalDaemon,
    ]
}

extension Misbehaviour {
    /// Answers calls of the task API as if they had been carried out; the real shim never gets them.
    static func idle(
        _ method: String, answering message: some Message & Sendable,
        when isTurn: @escaping @Sendable (Call, Stage) -> Bool = { _, _ in true }
    ) -> Misbehaviour {
        Misbehaviour(request: { call, stage in
            call.isTask(method) && isTurn(call, stage) ? .answer(.saying(message)) : nil
        })
    }

    /// Never answers calls of the task API.
    static func hanging(
        _ method: String, when isTurn: @escaping @Sendable (Call, Stage) -> Bool = { _, _ in true }
    ) -> Misbehaviour {
        Misbehaviour(request: { call, stage in call.isTask(method) && isTurn(call, stage) ? .withhold : nil })
    }
}

extension Stage {
    /// Kills all of a container, or an exec.
    func kill(_ key: ProcessKey) async {
        let request = Containerd_Task_V2_KillRequest.with {
            $0.id = key.id
            $0.execID = key.exec
            $0.signal = UInt32(SIGKILL)
            $0.all = key.exec.isEmpty
        }
        _ = await ask("Kill", bytes(of: request))
    }

    /// Waits for a process's end, for some seconds at most.
    func wait(for key: ProcessKey) async {
        let request = Containerd_Task_V2_WaitRequest.with {
            $0.id = key.id
            $0.execID = key.exec
        }
        var call = Call("Wait", bytes(of: request))
        call.timeoutNanoseconds = 5_000_000_000
        _ = await ask(call)
    }

    /// Takes a container away, whatever it does.
    func remove(_ container: String) async {
        let key = ProcessKey(id: container)
        await kill(key)
        await wait(for: key)
        _ = await ask("Delete", bytes(of: Containerd_Task_V2_DeleteRequest.with { $0.id = container }))
    }

    /// The process of the real shim; nil when it does not tell.
    func shimPid() async -> Int32? {
        let reply = await ask("Connect", bytes(of: Containerd_Task_V2_ConnectRequest.with { $0.id = id }))
        guard let pid = reply.message(Containerd_Task_V2_ConnectResponse.self)?.shimPid, pid > 1 else { return nil }
        return Int32(exactly: pid)
    }

    private func bytes(of message: some Message) -> [UInt8] { (try? message.serializedBytes()) ?? [] }
}
