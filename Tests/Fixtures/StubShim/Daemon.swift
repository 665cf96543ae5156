import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import TTRPC

/// The daemon: serves the task API for containers that are only entries in a table.
enum Daemon {
    static func run(_ invocation: Invocation, _ mode: Mode) async throws {
        let socket = invocation.socket
        try Files.makeDirectories("/run/containerd/s", mode: 0o711)
        if mode.isRaw {
            try await RawDaemon(mode: mode, socket: socket).run { announce() }
            _ = try? Files.remove(socket)
            return
        }
        let isOld = mode == .kataOldRust
        let events = EventSender(
            namespace: invocation.namespace, publishing: isOld ? invocation : nil,
            delay: mode == .kataDrops ? .milliseconds(100) : .zero)
        let kata = KataStub.version(mode) == nil ? nil : KataStub(mode: mode, invocation: invocation)
        let tasks = TaskTable(mode: mode, events: events, kata: kata)
        let ended = OneShot<Void>()
        let server = try Server(listeningAt: socket, methods: methods(mode, tasks, ended))
        announce()
        try await ended.get()
        if mode != .kataDrops { await events.finish() }
        await server.stop(grace: .milliseconds(200))
        _ = try? Files.remove(socket)
    }

    /// Tells `start` that the socket accepts, and lets its pipe go.
    private static func announce() {
        StubShim.say([10])
        close(1)
    }

    private static func methods(_ mode: Mode, _ tasks: TaskTable, _ ended: OneShot<Void>) -> [ServerMethod] {
        let service = (TaskService.version(mode.version) ?? .v2).service
        let none = Google_Protobuf_Empty()
        func serve<Request: Message>(
            _ name: String, _ handler: @escaping @Sendable (Request) async throws(Refusal) -> any Message
        ) -> ServerMethod {
            .unary(service, name) { request in
                guard let message = try? Request(serializedBytes: request.payload) else {
                    return .failure(Status(.internal, "ttrpc: error unmarshalling payload"))
                }
                do throws(Refusal) {
                    let answer = try await handler(message)
                    return .success((try? answer.serializedBytes()) ?? [])
                } catch {
                    return .failure(error.status)
                }
            }
        }
        return [
            serve("Create") { (request: Containerd_Task_V2_CreateTaskRequest) async throws(Refusal) in
                try await tasks.create(request)
            },
            serve("Start") { (request: Containerd_Task_V2_StartRequest) async throws(Refusal) in
                try await tasks.start(request)
            },
            serve("Exec") { (request: Containerd_Task_V2_ExecProcessRequest) async throws(Refusal) in
                try await tasks.exec(request)
            },
            serve("Wait") { (request: Containerd_Task_V2_WaitRequest) async throws(Refusal) in
                try await tasks.wait(request)
            },
            serve("State") { (request: Containerd_Task_V2_StateRequest) async throws(Refusal) in
                try await tasks.state(request)
            },
            serve("Kill") { (request: Containerd_Task_V2_KillRequest) async throws(Refusal) in
                try await tasks.kill(request)
            },
            serve("Delete") { (request: Containerd_Task_V2_DeleteRequest) async throws(Refusal) in
                try await tasks.delete(request)
            },
            serve("Connect") { (request: Containerd_Task_V2_ConnectRequest) async throws(Refusal) in
                Containerd_Task_V2_ConnectResponse.with {
                    $0.shimPid = UInt32(ThisProcess.pid)
                    $0.taskPid = UInt32(ThisProcess.pid)
                }
            },
            serve("Pids") { (request: Containerd_Task_V2_PidsRequest) async throws(Refusal) in
                Containerd_Task_V2_PidsResponse.with { $0.processes = [.with { $0.pid = UInt32(ThisProcess.pid) }] }
            },
            serve("CloseIO") { (request: Containerd_Task_V2_CloseIORequest) async throws(Refusal) in none },
            serve("ResizePty") { (request: Containerd_Task_V2_ResizePtyRequest) async throws(Refusal) in none },
            serve("Shutdown") { (request: Containerd_Task_V2_ShutdownRequest) async throws(Refusal) in
                if mode != .lingers, await tasks.isEmpty || request.now { ended.set(()) }
                return none
            },
        ]
    }
}

/// A status that is not `ok`, thrown.
struct Refusal: Error {
    var status: Status

    init(_ code: StatusCode, _ message: String) {
        status = Status(code, message)
    }
}
