import Drivers
import Linux
import Recordings
import ShimAPI
import SwiftProtobuf
import Synchronization
import TTRPC

/// Where a shim reports its events: the event service of containerd, at two live sockets.
///
/// Shims of containerd publish to TTRPC_ADDRESS; others run `-publish-binary`, which reports to `-address`. Both end
/// here, as the same record. It can be made to fail: gone, or frozen.
final class EventEndpoint: Sendable {
    /// What goes into TTRPC_ADDRESS: a path without a scheme.
    let ttrpcAddress: String
    /// What goes into `-address`.
    let address: String

    private struct State {
        var servers: [Server] = []
        /// While it is there nothing is taken or answered.
        var gate: OneShot<Void>?
    }

    private let state = Mutex(State())
    private let recorder: Recorder

    init(folder: String, recorder: Recorder) throws {
        address = "\(folder)/c.sock"
        ttrpcAddress = "\(folder)/c.sock.ttrpc"
        self.recorder = recorder
        try listen()
    }

    private func listen() throws {
        let recorder = self.recorder
        let forward = EventsService.served { [weak self] request, envelope in
            // A daemon that is stopped has read nothing: what came meanwhile, it sees when it goes on.
            var seenAt = request.receivedNanoseconds
            while let gate = self?.state.withLock({ $0.gate }) {
                guard (try? await gate.get()) != nil else { return Status(.unavailable, "the daemon is gone") }
                seenAt = Stamp.now.nanoseconds
            }
            guard let envelope else {
                recorder.record(.violation("Forward: not a ForwardRequest"), at: seenAt)
                return Status(.invalidArgument, "not a ForwardRequest")
            }
            recorder.record(.event(EventRecord(envelope)), at: seenAt)
            return nil
        }
        let servers = try [address, ttrpcAddress].map { path in
            try Server(
                listeningAt: path, methods: [forward],
                observe: { event in
                    guard case .violation(let violation, _, _, let at) = event else { return }
                    recorder.record(.violation("event endpoint: \(violation)"), at: at)
                })
        }
        state.withLock { $0.servers = servers }
    }

    /// Takes and answers nothing until it is thawed.
    func freeze() {
        state.withLock { if $0.gate == nil { $0.gate = OneShot() } }
    }

    func thaw() {
        let gate = state.withLock { state in
            defer { state.gate = nil }
            return state.gate
        }
        gate?.set(())
    }

    /// Goes at once, as a daemon that is killed: connections are cut, and nobody listens any more.
    func kill() {
        for server in take() { server.abort() }
    }

    /// Comes back at the same addresses, as a daemon that was started again.
    ///
    /// - Throws: A `TTRPCError` when it can't listen.
    func restart() throws {
        kill()
        for path in [address, ttrpcAddress] { _ = try? Files.remove(path) }
        try listen()
    }

    /// Whether it is gone: killed and not come back.
    var isGone: Bool { state.withLock { $0.servers.isEmpty } }

    func stop() async {
        thaw()
        for server in take() { await server.stop(grace: .milliseconds(200)) }
    }

    private func take() -> [Server] {
        state.withLock { state in
            defer { state.servers = [] }
            return state.servers
        }
    }
}

extension EventRecord {
    /// The event in an envelope, as it came.
    init(_ envelope: Containerd_Types_Envelope) {
        self.init(
            topic: envelope.topic, namespace: envelope.namespace,
            publishedSeconds: envelope.timestamp.seconds, publishedNanos: envelope.timestamp.nanos,
            type: envelope.event.typeURL, body: RawBytes(Array(envelope.event.value)))
    }
}
