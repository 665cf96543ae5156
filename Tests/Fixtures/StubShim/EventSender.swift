import Glibc
import Linux
import ShimAPI
import SwiftProtobuf
import TTRPC

/// Sends events in their order to the endpoint that TTRPC_ADDRESS names, if there is one.
final class EventSender: Sendable {
    private let queue: AsyncStream<Containerd_Services_Events_Ttrpc_V1_ForwardRequest>.Continuation
    private let sending: Task<Void, Never>
    private let namespace: String

    /// - Parameter publishing: What to run the publish binary of, in place of sending; nil for one that sends.
    /// - Parameter delay: How late each event is sent.
    init(namespace: String, publishing: Invocation? = nil, delay: Duration = .zero) {
        self.namespace = namespace
        let (stream, queue) = AsyncStream.makeStream(of: Containerd_Services_Events_Ttrpc_V1_ForwardRequest.self)
        self.queue = queue
        let address = getenv("TTRPC_ADDRESS").map { String(cString: $0) }
        sending = Task {
            if let publishing {
                for await request in stream { await Self.publish(request.envelope, publishing) }
                return
            }
            guard let address, let client = try? Client(connectingTo: address) else { return }
            for await request in stream {
                try? await Poller.shared.sleep(until: .after(delay))
                _ = try? await client.call(
                    EventsService.forward, request,
                    metadata: [Metadata(EventsService.namespaceKey, request.envelope.namespace)],
                    timeout: .seconds(5))
            }
            client.close()
        }
    }

    /// As the Rust shim of 3.0 does: `BINARY --address A publish --topic T --namespace N`, the event on stdin.
    private static func publish(
        _ envelope: Containerd_Types_Envelope, _ invocation: Invocation
    ) async {
        guard let pipe = try? Pipe(), let event: [UInt8] = try? envelope.event.serializedBytes() else { return }
        var request = SpawnRequest(
            invocation.publisher,
            [
                "--address", invocation.address, "publish", "--topic", envelope.topic, "--namespace",
                envelope.namespace,
            ])
        request.descriptors = [0: pipe.reading]
        guard let process = try? spawn(request) else { return }
        pipe.reading.close()
        try? pipe.writing.writeAll(event)
        pipe.writing.close()
        _ = try? await process.exit(within: .seconds(10))
    }

    func send(_ topic: TaskTopic, _ event: some Message) {
        guard let any = try? Google_Protobuf_Any(bare: event) else { return }
        queue.yield(
            .with {
                $0.envelope.timestamp = .now
                $0.envelope.namespace = namespace
                $0.envelope.topic = topic.rawValue
                $0.envelope.event = any
            })
    }

    /// Returns when all events were sent.
    func finish() async {
        queue.finish()
        await sending.value
    }
}
