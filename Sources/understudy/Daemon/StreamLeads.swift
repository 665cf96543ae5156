import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import Synchronization

/// The streams of processes that are led through the understudy, by fifos of its own.
final class StreamLeads: Sendable {
    private struct State {
        var next = 0
        /// The fifos of its own, each with the one that it stands for.
        var originals: [String: String] = [:]
        var tasks: [Task<Void, Never>] = []
        /// Ends that are never told while the daemon lives.
        var kept: [Descriptor] = []
    }

    private let folder: String
    private let state = Mutex(State())

    init(folder: String) {
        self.folder = folder
    }

    /// Leads the streams of the process that a call makes; its message with the understudy's fifos in it.
    func lead(_ call: Call, _ streams: Streams) -> [UInt8]? {
        switch call.method {
        case "Create":
            guard var request = call.message(Containerd_Task_V2_CreateTaskRequest.self) else { return nil }
            lead(&request.stdin, &request.stdout, &request.stderr, streams)
            return try? request.serializedBytes()
        default:
            guard var request = call.message(Containerd_Task_V2_ExecProcessRequest.self) else { return nil }
            lead(&request.stdin, &request.stdout, &request.stderr, streams)
            return try? request.serializedBytes()
        }
    }

    private func lead(_ stdin: inout String, _ stdout: inout String, _ stderr: inout String, _ streams: Streams) {
        var targets: [Streams.Name: Descriptor] = [:]
        var sources: [(name: Streams.Name, own: String, from: Descriptor)] = []
        var paths: [Streams.Name: String] = [.stdin: stdin, .stdout: stdout, .stderr: stderr]
        for name in Streams.Name.allCases where streams.led.contains(name) {
            guard let path = paths[name], path.hasPrefix("/"), Self.isFifo(path), let own = makeFifo(for: path),
                let from = try? Fifo.open(name == .stdin ? path : own, .reading),
                let to = try? Fifo.open(name == .stdin ? own : path, name == .stdin ? .both : .writing)
            else { continue }
            paths[name] = own
            targets[name] = to
            sources.append((name, own, from))
        }
        stdin = paths[.stdin] ?? stdin
        stdout = paths[.stdout] ?? stdout
        stderr = paths[.stderr] ?? stderr
        let tasks = sources.map { source in
            Task { [targets] in await self.pump(source.name, source.own, from: source.from, to: targets, streams) }
        }
        state.withLock { $0.tasks += tasks }
    }

    private func pump(
        _ name: Streams.Name, _ own: String, from source: Descriptor, to targets: [Streams.Name: Descriptor],
        _ streams: Streams
    ) async {
        guard let poller = try? Poller.shared else { return }
        func write(_ pieces: [Streams.Piece]) async {
            for piece in pieces {
                guard let target = targets[piece.stream] else { continue }
                _ = try? await poller.writeAll(target, piece.bytes)
            }
        }
        while (try? await poller.readable(source)) == true {
            do {
                let bytes = try source.read(upTo: 65_536)
                if bytes.isEmpty { break }
                await write(await streams.came(Streams.Piece(name, bytes)))
            } catch let error as LinuxError where error.errno == EAGAIN {
                continue
            } catch {
                break
            }
        }
        let (rest, isTold) = await streams.ended(name)
        await write(rest)
        source.close()
        unlink(own)
        guard let target = targets[name] else { return }
        if isTold { target.close() } else { state.withLock { $0.kept.append(target) } }
    }

    /// Ends all that are still led, and removes their fifos.
    func end() async {
        let (tasks, paths) = state.withLock { ($0.tasks, Array($0.originals.keys)) }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        for path in paths { unlink(path) }
    }

    // MARK: What callers see of it

    /// An answer with the streams' own names in it.
    func shown(_ reply: Reply, to call: Call) -> Reply {
        guard call.isTask("State"), state.withLock({ !$0.originals.isEmpty }) else { return reply }
        return reply.edited(Containerd_Task_V2_StateResponse.self) { message in
            message.stdin = original(message.stdin)
            message.stdout = original(message.stdout)
            message.stderr = original(message.stderr)
        } ?? reply
    }

    /// An event with the streams' own names in it.
    func shown(_ event: Event) -> Event {
        guard state.withLock({ !$0.originals.isEmpty }) else { return event }
        return event.edited(Containerd_Events_TaskCreate.self) { message in
            message.io.stdin = original(message.io.stdin)
            message.io.stdout = original(message.io.stdout)
            message.io.stderr = original(message.io.stderr)
        } ?? event
    }

    private func original(_ path: String) -> String { state.withLock { $0.originals[path] } ?? path }

    private func makeFifo(for path: String) -> String? {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        let own = "\(folder)/u\(getpid()).\(number)"
        guard (try? Fifo.make(own)) != nil else { return nil }
        state.withLock { $0.originals[own] = path }
        return own
    }

    private static func isFifo(_ path: String) -> Bool {
        var seen = stat()
        return stat(path, &seen) == 0 && seen.st_mode & S_IFMT == S_IFIFO
    }
}
