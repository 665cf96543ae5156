import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import TTRPC

/// The containers and execs of the stub: entries that run, end and are deleted without any process.
actor TaskTable {
    /// One entry.
    private final class Entry {
        let bundle: String
        let work: Work
        let io: (stdin: String, stdout: String, stderr: String)
        let terminal: Bool
        var status = Containerd_V1_Types_Status.created
        var exitStatus: UInt32 = 0
        var exitedAt = Google_Protobuf_Timestamp.never
        let ended = OneShot<Void>()

        init(bundle: String, work: Work, io: (String, String, String), terminal: Bool) {
            self.bundle = bundle
            self.work = work
            self.io = io
            self.terminal = terminal
        }
    }

    private let mode: Mode
    private let events: EventSender
    /// By id, or by id and exec id with a slash between.
    private var entries: [String: Entry] = [:]
    /// Beyond all that the kernel gives (pid_max, at most 4194304): a pid that is the shim's own too has two names, and
    /// whether the event of create or its answer comes first would decide between them.
    private var pid = 5_000_000 + UInt32(ThisProcess.pid)
    private let kata: KataStub?
    private var traces: KataTraces?

    init(mode: Mode, events: EventSender, kata: KataStub?) {
        self.mode = mode
        self.events = events
        self.kata = kata
    }

    var isEmpty: Bool { entries.isEmpty }

    private func entry(_ id: String, _ exec: String) throws(Refusal) -> Entry {
        guard let entry = entries[exec.isEmpty ? id : "\(id)/\(exec)"] else {
            throw Refusal(.notFound, exec.isEmpty ? "container not created: not found" : "process \(exec): not found")
        }
        return entry
    }

    func create(_ request: Containerd_Task_V2_CreateTaskRequest) async throws(Refusal) -> any Message {
        if mode == .diesInCreate { exitNow() }
        if mode == .slow { await pause(.milliseconds(50)) }
        guard entries[request.id] == nil else { throw Refusal(.unknown, "container with id already exists") }
        if let kata, entries.isEmpty {
            pid = try kata.launch(request)
            traces = KataTraces(mode, sandbox: request.id, bundle: request.bundle)
            await traces?.make()
        }
        if mode == .leaksProcess { leakProcess(marked: request.id) }
        if mode == .leaksMount {
            try? Mounts.mount(type: "tmpfs", source: "stub-\(request.id)", target: "\(request.bundle)/rootfs")
        }
        let io = (request.stdin, request.stdout, request.stderr)
        let work = Work(inBundle: request.bundle)
        entries[request.id] = Entry(bundle: request.bundle, work: work, io: io, terminal: request.terminal)
        events.send(
            .create,
            Containerd_Events_TaskCreate.with {
                $0.containerID = request.id
                $0.bundle = request.bundle
                $0.io.stdin = request.stdin
                $0.io.stdout = request.stdout
                $0.io.stderr = request.stderr
                $0.io.terminal = request.terminal
                $0.pid = pid
            })
        return Containerd_Task_V2_CreateTaskResponse.with { $0.pid = pid }
    }

    func exec(_ request: Containerd_Task_V2_ExecProcessRequest) throws(Refusal) -> any Message {
        let container = try entry(request.id, "")
        let name = "\(request.id)/\(request.execID)"
        guard entries[name] == nil else { throw Refusal(.alreadyExists, "id \(request.execID): already exists") }
        entries[name] = Entry(
            bundle: container.bundle, work: Work(specification: Array(request.spec.value)),
            io: (request.stdin, request.stdout, request.stderr), terminal: request.terminal)
        events.send(
            .execAdded,
            Containerd_Events_TaskExecAdded.with {
                $0.containerID = request.id
                $0.execID = request.execID
            })
        return Google_Protobuf_Empty()
    }

    func start(_ request: Containerd_Task_V2_StartRequest) async throws(Refusal) -> any Message {
        if mode == .slow { await pause(.milliseconds(50)) }
        let entry = try entry(request.id, request.execID)
        guard entry.status == .created else { throw Refusal(.unknown, "cannot start a running process") }
        entry.status = .running
        if request.execID.isEmpty {
            events.send(
                .start,
                Containerd_Events_TaskStart.with {
                    $0.containerID = request.id
                    $0.pid = pid
                })
        } else {
            events.send(
                .execStarted,
                Containerd_Events_TaskExecStarted.with {
                    $0.containerID = request.id
                    $0.execID = request.execID
                    $0.pid = pid
                })
        }
        entry.work.write(to: entry.io.stdout)
        if let code = entry.work.exit { await end(entry, request.id, request.execID, code) }
        return Containerd_Task_V2_StartResponse.with { $0.pid = pid }
    }

    func kill(_ request: Containerd_Task_V2_KillRequest) async throws(Refusal) -> any Message {
        let entry = try entry(request.id, request.execID)
        guard entry.status != .stopped else {
            if request.all { return Google_Protobuf_Empty() }
            throw Refusal(.notFound, "process already finished: not found")
        }
        await end(entry, request.id, request.execID, 128 + request.signal)
        return Google_Protobuf_Empty()
    }

    func wait(_ request: Containerd_Task_V2_WaitRequest) async throws(Refusal) -> any Message {
        let entry = try entry(request.id, request.execID)
        let ended = entry.ended
        try? await ended.get()
        return Containerd_Task_V2_WaitResponse.with {
            $0.exitStatus = entry.exitStatus
            $0.exitedAt = entry.exitedAt
        }
    }

    func state(_ request: Containerd_Task_V2_StateRequest) throws(Refusal) -> any Message {
        let entry = try entry(request.id, request.execID)
        return Containerd_Task_V2_StateResponse.with {
            $0.id = request.execID.isEmpty ? request.id : request.execID
            $0.bundle = entry.bundle
            $0.pid = pid
            $0.status = entry.status
            $0.stdin = entry.io.stdin
            $0.stdout = entry.io.stdout
            $0.stderr = entry.io.stderr
            $0.terminal = entry.terminal
            $0.exitStatus = entry.exitStatus
            $0.exitedAt = entry.exitedAt
        }
    }

    func delete(_ request: Containerd_Task_V2_DeleteRequest) async throws(Refusal) -> any Message {
        let entry = try entry(request.id, request.execID)
        guard entry.status != .running else { throw Refusal(.unknown, "cannot delete a running process") }
        entries[request.execID.isEmpty ? request.id : "\(request.id)/\(request.execID)"] = nil
        if kata != nil, entries.isEmpty, [.kataGo, .kataLeaves, .kataRust, .kataOldRust].contains(mode) {
            _ = Glibc.kill(-Int32(pid), SIGKILL)
            await traces?.remove()
        }
        if request.execID.isEmpty {
            events.send(
                .delete,
                Containerd_Events_TaskDelete.with {
                    $0.containerID = request.id
                    $0.pid = pid
                    $0.exitStatus = entry.exitStatus
                    $0.exitedAt = entry.exitedAt
                })
        }
        return Containerd_Task_V2_DeleteResponse.with {
            $0.pid = pid
            $0.exitStatus = entry.exitStatus
            $0.exitedAt = entry.exitedAt
        }
    }

    /// Ends an entry: its streams are closed already, so what is left is to tell.
    private func end(_ entry: Entry, _ id: String, _ exec: String, _ code: UInt32) async {
        entry.status = .stopped
        entry.exitStatus = mode == .wrongExit ? code + 1 : code
        entry.exitedAt = .now
        entry.work.close(entry.io.stdout)
        entry.work.close(entry.io.stderr)
        let event = Containerd_Events_TaskExit.with {
            $0.containerID = id
            $0.id = exec.isEmpty ? id : exec
            $0.pid = pid
            $0.exitStatus = entry.exitStatus
            $0.exitedAt = entry.exitedAt
        }
        if mode == .lateExit {
            let events = self.events
            Task {
                try? await Poller.shared.sleep(until: .after(.milliseconds(300)))
                events.send(.exit, event)
            }
        } else {
            events.send(.exit, event)
        }
        entry.ended.set(())
    }

    private func pause(_ duration: Duration) async {
        try? await Poller.shared.sleep(until: .after(duration))
    }

    /// Starts a process that nobody ends; the id on its command line tells whose it is.
    private func leakProcess(marked id: String) {
        var request = SpawnRequest("/bin/sh", ["-c", "sleep 3600; :", id])
        request.group = .session
        _ = try? spawn(request)
    }
}
