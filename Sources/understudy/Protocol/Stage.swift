import Linux
import ShimAPI
import Synchronization
import TTRPC

/// What a daemon of the understudy knows of its shim, for faults that need more than one message.
final class Stage: Sendable {
    /// What is known of one process.
    struct Known: Sendable, Hashable {
        var pid: UInt32 = 0
        var bundle = ""
        var stdin = ""
        var stdout = ""
        var stderr = ""
        var isStarted = false
        /// As the shim has told it first.
        var exitStatus: UInt32?
    }

    private struct State {
        var processes: [ProcessKey: Known] = [:]
        /// The last good answer to each call about each process.
        var answers: [String: [UInt8]] = [:]
        var service = TaskService.v2.service
        var address = ""
        var client: Client?
        var marks: [String: Int] = [:]
    }

    /// The container whose `start` made the daemon.
    let id: String
    let namespace: String
    /// A folder for what must lie somewhere while the daemon lives.
    let folder: String
    private let state = Mutex(State())

    init(id: String, namespace: String = "", folder: String = "") {
        self.id = id
        self.namespace = namespace
        self.folder = folder
    }

    /// What is known of a process.
    subscript(key: ProcessKey) -> Known? { state.withLock { $0.processes[key] } }

    /// All that are known and not deleted, in the order of their names.
    var processes: [ProcessKey] { state.withLock { $0.processes.keys.sorted() } }

    /// The containers that are there.
    var containers: [String] { processes.filter(\.exec.isEmpty).map(\.id) }

    /// The last good answer to a call about a process, before the present one.
    func formerAnswer(to method: String, of key: ProcessKey) -> [UInt8]? {
        state.withLock { $0.answers[Self.name(method, key)] }
    }

    /// Counts something by a name of a fault's own: 1 for the first time.
    @discardableResult
    func count(_ name: String) -> Int {
        state.withLock { state in
            state.marks[name, default: 0] += 1
            return state.marks[name, default: 0]
        }
    }

    /// How often something was counted.
    func counted(_ name: String) -> Int { state.withLock { $0.marks[name, default: 0] } }

    /// Asks the real shim, on a connection of the understudy's own.
    func ask(_ method: String, _ payload: [UInt8], service: String? = nil) async -> Reply {
        await ask(Call(method, payload, service: service ?? state.withLock { $0.service }))
    }

    /// Hands a call on to the real shim, on a connection of the understudy's own.
    func ask(_ call: Call) async -> Reply {
        let client: Client
        do {
            client = try self.client()
        } catch {
            return .failure(Status(.unavailable, "\(error)"))
        }
        let timeout = call.timeoutNanoseconds > 0 ? Duration.nanoseconds(call.timeoutNanoseconds) : nil
        let exchange = await client.call(
            service: call.service, method: call.method, payload: call.payload, metadata: call.metadata,
            timeout: timeout)
        switch exchange.outcome {
        case .answer(let answer):
            guard let status = answer.status, !answer.succeeded else { return .success(answer.payload) }
            return .failure(status)
        case .failed(let failure): return .failure(Status(.unavailable, failure.description))
        }
    }

    private func client() throws -> Client {
        if let client = state.withLock({ $0.client }) { return client }
        let made = try Client(connectingTo: state.withLock { $0.address })
        return state.withLock { state in
            if let client = state.client { return client }
            state.client = made
            return made
        }
    }

    /// Ends the connection of its own.
    func close() {
        let client = state.withLock { state in
            defer { state.client = nil }
            return state.client
        }
        client?.close()
    }

    /// Tells where the real shim listens.
    func found(at address: String) {
        state.withLock { $0.address = address }
    }

    // MARK: What is learned on the way

    /// Learns from a request that reaches the shim.
    func note(_ call: Call) {
        guard call.isTask else { return }
        state.withLock { $0.service = call.service }
    }

    /// Learns from an answer of the shim; after the fault has seen it.
    func note(_ reply: Reply, to call: Call) {
        guard call.isTask, case .success(let payload) = reply else { return }
        let key = call.key
        state.withLock { state in
            state.answers[Self.name(call.method, key)] = payload
            switch call.method {
            case "Create":
                guard let request = call.message(Containerd_Task_V2_CreateTaskRequest.self) else { return }
                state.processes[key] = Known(
                    pid: reply.message(Containerd_Task_V2_CreateTaskResponse.self)?.pid ?? 0, bundle: request.bundle,
                    stdin: request.stdin, stdout: request.stdout, stderr: request.stderr)
            case "Exec":
                guard let request = call.message(Containerd_Task_V2_ExecProcessRequest.self) else { return }
                state.processes[key] = Known(stdin: request.stdin, stdout: request.stdout, stderr: request.stderr)
            case "Start":
                if let pid = reply.message(Containerd_Task_V2_StartResponse.self)?.pid {
                    state.processes[key]?.pid = pid
                }
                state.processes[key]?.isStarted = true
            case "Wait":
                let known = state.processes[key]?.exitStatus
                state.processes[key]?.exitStatus =
                    known ?? reply.message(Containerd_Task_V2_WaitResponse.self)?.exitStatus
            case "Delete":
                state.processes[key] = nil
                if key.exec.isEmpty { state.processes = state.processes.filter { $0.key.id != key.id } }
            default: break
            }
        }
    }

    /// Learns from an event of the shim; after the fault has seen it.
    func note(_ event: Event) {
        guard let exit = event.message(Containerd_Events_TaskExit.self) else { return }
        let key = ProcessKey(id: exit.containerID, exec: exit.id == exit.containerID ? "" : exit.id)
        state.withLock { $0.processes[key]?.exitStatus = exit.exitStatus }
    }

    private static func name(_ method: String, _ key: ProcessKey) -> String { "\(method) \(key.id) \(key.exec)" }
}
