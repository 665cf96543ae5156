import AgentAPI
import Foundation
import Glibc
import Linux
import SwiftProtobuf

extension Agent {
    func execProcess(_ request: Grpc_ExecProcessRequest) async throws -> Empty {
        guard request.stdinPort == 0, request.stdoutPort == 0, request.stderrPort == 0 else {
            throw AgentFailure.unimplemented("streams by ports are not implemented")
        }
        guard request.hasProcess else { throw AgentFailure.refused("the request has no process") }
        let container = try sandbox.container(request.containerID)
        let entry = try sandbox.beginExec(container.id, request.execID, terminal: request.process.terminal)
        let name = "e\(entry.number)"
        let spec = "\(folder.bundle(container.number))/\(name).json"
        defer { _ = try? Files.remove(spec) }
        do {
            try Files.write(spec, ProcessSpec.json(of: request.process).sortedBytes, mode: 0o600)
            let process = try await start(
                ["exec", "--detach", "--process", spec], name, folder.runtimeID(container.number),
                terminal: entry.terminal)
            // Removed while it was started: it has been ended with its container.
            guard try sandbox.process(container.id, request.execID).number == entry.number else {
                throw AgentFailure.notFound("the container \(container.id) has been removed")
            }
            keep(process, of: container.id, ProcessKey(container: container.number, process: entry.number))
        } catch {
            sandbox.execFailed(container.id, request.execID)
            throw error
        }
        return Empty()
    }

    func signalProcess(_ request: Grpc_SignalProcessRequest) async throws -> Empty {
        let container = try sandbox.container(request.containerID)
        let process = try live(request.containerID, request.execID)
        guard (1...64).contains(request.signal) else {
            throw AgentFailure.refused("there is no signal \(request.signal)")
        }
        var signal = Int32(request.signal)
        // The kernel drops what init has no handler for: the agent ends such a one, as it was meant.
        if process.entry.isInit, signal == SIGTERM, !Agent.handles(signal, process.running.pid) { signal = SIGKILL }
        if request.execID.isEmpty {
            let words = ["kill", "--all", folder.runtimeID(container.number), "\(signal)"]
            _ = try await means.runtime.run(words, in: folder.path)
        } else if try !process.running.send(signal) {
            throw AgentFailure.notFound("the process has ended")
        }
        return Empty()
    }

    /// Answers when the process has ended; it is forgotten then, as by the agent.
    func waitProcess(_ request: Grpc_WaitProcessRequest) async throws -> Grpc_WaitProcessResponse {
        let process = try live(request.containerID, request.execID)
        let code = try await process.running.ended.get()
        if let container = try? sandbox.container(request.containerID), container.number == process.key.container {
            sandbox.told(container.id, process.entry)
            processes[process.key] = nil
        }
        return .with { $0.status = code }
    }

    // MARK: Streams

    func read(_ output: GuestProcess.Output, _ request: Grpc_ReadStreamRequest) async throws -> Grpc_ReadStreamResponse
    {
        let process = try live(request.containerID, request.execID).running
        let count = min(max(Int(request.len), 1), Bounds.streamBytes)
        let bytes = try await process.read(output, upTo: count)
        return .with { $0.data = Data(bytes) }
    }

    func writeStdin(_ request: Grpc_WriteStreamRequest) async throws -> Grpc_WriteStreamResponse {
        let process = try live(request.containerID, request.execID).running
        try await process.write([UInt8](request.data))
        return .with { $0.len = UInt32(request.data.count) }
    }

    func closeStdin(_ request: Grpc_CloseStdinRequest) throws -> Empty {
        try live(request.containerID, request.execID).running.closeInput()
        return Empty()
    }

    func resize(_ request: Grpc_TtyWinResizeRequest) throws -> Empty {
        try live(request.containerID, request.execID).running.resize(
            columns: UInt16(clamping: request.column), rows: UInt16(clamping: request.row))
        return Empty()
    }

    // MARK: Starting

    /// A process of the guest by its ids, and this side of it.
    private func live(_ id: String, _ exec: String) throws -> LiveProcess {
        let container = try sandbox.container(id)
        let entry = try sandbox.process(id, exec)
        let key = ProcessKey(container: container.number, process: entry.number)
        guard let running = processes[key] else { throw AgentFailure.notFound("the process has not been started") }
        return LiveProcess(entry: entry, key: key, running: running)
    }

    private struct LiveProcess {
        var entry: Sandbox.Process
        var key: ProcessKey
        var running: GuestProcess
    }

    /// Has the runtime start a process and takes charge of it.
    ///
    /// - Parameters:
    ///   - name: For its files in the VM's folder.
    ///   - mounts: The mount namespace in which the runtime is run; nil for this process's.
    func start(
        _ verb: [String], _ name: String, _ id: String, terminal: Bool, in mounts: Namespace? = nil
    ) async throws -> GuestProcess {
        let number = "\(folder.path)/\(id).\(name).pid"
        defer { _ = try? Files.remove(number) }
        var words = verb + ["--pid-file", number]
        var streams = ProcessStreams()
        if terminal {
            let console = try Console(at: consolePath())
            defer { console.close() }
            words += ["--console-socket", console.path, id]
            // It connects before it starts the process, and waits for nobody.
            async let outer = console.terminal()
            _ = try await means.runtime.run(words, in: folder.path, descriptors: [:], mounts: mounts)
            streams.terminal = try await outer
            guard streams.terminal != nil else { throw AgentFailure.refused("the runtime has made no terminal") }
        } else {
            let (ours, theirs) = try ProcessStreams.pipes()
            streams = ours
            defer { for end in theirs.values { end.close() } }
            _ = try await means.runtime.run(words + [id], in: folder.path, descriptors: theirs, mounts: mounts)
        }
        let said = String(decoding: try Files.read(number, limit: 64).bytes, as: UTF8.self)
        guard let pid = Int32(said), pid > 0 else { throw AgentFailure.refused("the runtime has told no process") }
        return try GuestProcess(pid: pid, streams, reaper: means.reaper, book: means.book)
    }

    func keep(_ process: GuestProcess, of id: String, _ key: ProcessKey) {
        processes[key] = process
        process.watch { [weak self] code in await self?.ended(id, key, code) }
    }

    private func ended(_ id: String, _ key: ProcessKey, _ code: Int32) {
        guard let container = try? sandbox.container(id), container.number == key.container else { return }
        lookAtMemory(of: id)
        sandbox.ended(id, number: key.process, code: code)
    }

    /// Whether a process has a handler for a signal.
    private static func handles(_ signal: Int32, _ pid: Int32) -> Bool {
        guard let status = try? Files.read("/proc/\(pid)/status", limit: 64 << 10).bytes else { return true }
        return CaughtSignals(status: String(decoding: status, as: UTF8.self)).contains(signal)
    }
}

/// The signals that a process has handlers for, as its /proc/PID/status says.
struct CaughtSignals: Sendable, Hashable {
    private let set: SignalSet

    init(status: String) {
        let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        let digits = line?.split(whereSeparator: \.isWhitespace).last ?? ""
        set = SignalSet(bits: UInt64(digits, radix: 16) ?? 0)
    }

    func contains(_ signal: Int32) -> Bool { set.contains(signal) }
}
