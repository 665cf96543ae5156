import Linux
import Synchronization

extension Fault {
    static let leakedDescriptors = Fault(
        name: "leaks/descriptor-per-exec",
        title: "The shim holds one descriptor more after every exec",
        because: "A container with a probe every second stops taking any after some days.",
        expects: Expectation(facets: ["**/growth/*/descriptors"], severity: "blocker"),
        scenarios: ["leaks/execs"]
    ) { _ in
        let burden = Burden()
        return Misbehaviour(answer: { call, reply, _ in
            guard call.isTask("Delete"), !call.key.exec.isEmpty, reply.status == nil else { return nil }
            return .also { stage in burden.add(to: stage, []) }
        })
    }
}

/// Connections that make the real shim hold more than it needs, until they are closed.
final class Burden: Sendable {
    private let connections = Mutex<[Descriptor]>([])

    /// Opens one more, on which some bytes come and nothing else.
    func add(to stage: Stage, _ bytes: [UInt8]) {
        guard let connection = try? UnixSocket.connect(.path(stage.address)) else { return }
        _ = try? connection.writeAll(bytes)
        connections.withLock { $0.append(connection) }
    }
}
