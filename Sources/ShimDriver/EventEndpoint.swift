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
        var heard = Heard()
    }

    /// What was heard by now.
    struct Heard {
        /// When the last event came; when the endpoint began if none did.
        var last = Stamp.now
        /// How many came of each topic.
        var topics: [String: Int] = [:]
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
        // A shim that waits for it to come back gives up where it is refused, as for a moment it would be otherwise.
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
            self?.hear(envelope.topic)
            return nil
        }
        let servers = try [address, ttrpcAddress].map { path in
            try Server(
                listeningAt: path, replacing: true, methods: [forward],
                observe: { event in
                    guard case .violation(let violation, _, _, let at) = event else { return }
                    recorder.record(.violation("event endpoint: \(violation)"), at: at)
                })
        }
        state.withLock { $0.servers = servers }
    }

    private func hear(_ topic: String) {
        state.withLock { state in
            state.heard.last = .now
            // A shim may make up topics for ever; those of tasks are few.
            guard topic.hasPrefix("/tasks/"), state.heard.topics.count < 32 else { return }
            state.heard.topics[topic, default: 0] += 1
        }
    }

    var heard: Heard { state.withLock { $0.heard } }

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

    /// Goes in order, and comes back at the same addresses: as a daemon that is replaced by another.
    ///
    /// - Throws: A `TTRPCError` when it can't listen.
    func restart() async throws {
        // An event that was taken and not answered is told again: in 1 of 18 trials on a busy host it was there twice.
        for server in take() { await server.stop(grace: .milliseconds(200)) }
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
