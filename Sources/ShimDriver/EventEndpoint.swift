import Drivers
import Recordings
import ShimAPI
import SwiftProtobuf
import TTRPC

/// Where a shim reports its events: the event service of containerd, at two live sockets.
///
/// Shims of containerd publish to TTRPC_ADDRESS; others run `-publish-binary`, which reports to `-address`. Both end
/// here, as the same record.
final class EventEndpoint: Sendable {
    /// What goes into TTRPC_ADDRESS: a path without a scheme.
    let ttrpcAddress: String
    /// What goes into `-address`.
    let address: String
    private let servers: [Server]

    init(folder: String, recorder: Recorder) throws {
        address = "\(folder)/c.sock"
        ttrpcAddress = "\(folder)/c.sock.ttrpc"
        let forward = EventsService.served { request, envelope in
            guard let envelope else {
                recorder.record(.violation("Forward: not a ForwardRequest"), at: request.receivedNanoseconds)
                return Status(.invalidArgument, "not a ForwardRequest")
            }
            recorder.record(.event(EventRecord(envelope)), at: request.receivedNanoseconds)
            return nil
        }
        servers = try [address, ttrpcAddress].map { path in
            try Server(
                listeningAt: path, methods: [forward],
                observe: { event in
                    guard case .violation(let violation, _, _, let at) = event else { return }
                    recorder.record(.violation("event endpoint: \(violation)"), at: at)
                })
        }
    }

    func stop() async {
        for server in servers { await server.stop(grace: .milliseconds(200)) }
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
