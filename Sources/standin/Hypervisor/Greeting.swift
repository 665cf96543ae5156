import Glibc
import Linux

/// A hybrid vsock, as Cloud Hypervisor and Firecracker have it: a unix socket at which a client names a port first.
///
/// `CONNECT 1024` and a line end bring `OK`, a number and a line end; from then on it is the agent's own socket. Any
/// other port, or anything else, and the connection is closed, as when nobody listens in the guest.
final class Greeting: Sendable {
    /// The agent's port.
    static let port = 1024
    /// How long the first line may take.
    static let patience = Duration.seconds(5)

    private let listener: Descriptor
    private let path: String
    private let accepting: Task<Void, Never>

    init(at path: String, before agent: String) throws {
        let listener = try UnixSocket.listen(.path(path))
        self.listener = listener
        self.path = path
        accepting = Task {
            guard let poller = try? Poller.shared else { return }
            await withDiscardingTaskGroup { group in
                while let client = try? await poller.accept(listener) {
                    group.addTask { await Greeting.join(client, to: agent) }
                }
                // Those that are joined still end with the listener.
                group.cancelAll()
            }
        }
    }

    /// Takes no more clients, and ends those there are.
    func stop() {
        accepting.cancel()
        listener.close()
        _ = try? Files.remove(path)
    }

    /// Whether a first line asks for the agent.
    static func asksForAgent(_ line: [UInt8]) -> Bool {
        String(decoding: line, as: UTF8.self) == "CONNECT \(port)"
    }

    private static func join(_ client: Descriptor, to agent: String) async {
        defer { client.close() }
        guard let line = try? await firstLine(of: client), asksForAgent(line),
            let server = try? UnixSocket.connect(.path(agent))
        else { return }
        defer { server.close() }
        let answer = Array("OK \(port)\n".utf8)
        guard (try? await Poller.shared.writeAll(client, answer)) == true else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await pass(from: client, to: server) }
            group.addTask { await pass(from: server, to: client) }
            await group.waitForAll()
        }
    }

    /// The line without its end; byte by byte, since what follows is the agent's.
    private static func firstLine(of client: Descriptor) async throws -> [UInt8]? {
        let poller = try Poller.shared
        let deadline = Stamp.after(patience)
        var line: [UInt8] = []
        while line.count <= 32 {
            do {
                let byte = try client.read(upTo: 1)
                if byte.isEmpty { return nil }
                if byte == [10] { return line }
                line += byte
            } catch let error as LinuxError where error.errno == EAGAIN {
                guard try await poller.readable(client, until: deadline) else { return nil }
            }
        }
        return nil
    }

    /// Hands on what comes from one side, and its end; as much as the other side takes.
    private static func pass(from source: Descriptor, to target: Descriptor) async {
        do {
            let poller = try Poller.shared
            while true {
                do {
                    let bytes = try source.read(upTo: 64 << 10)
                    if bytes.isEmpty { break }
                    guard try await poller.writeAll(target, bytes) else { break }
                } catch let error as LinuxError where error.errno == EAGAIN {
                    _ = try await poller.readable(source)
                }
            }
            try UnixSocket.shutDown(target, .writing)
        } catch {
            // One side has gone, or the VM is stopped: the other learns it from the end of its connection.
            try? UnixSocket.shutDown(source, .both)
            try? UnixSocket.shutDown(target, .both)
        }
    }
}
