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

    init(namespace: String) {
        self.namespace = namespace
        let (stream, queue) = AsyncStream.makeStream(of: Containerd_Services_Events_Ttrpc_V1_ForwardRequest.self)
        self.queue = queue
        let address = getenv("TTRPC_ADDRESS").map { String(cString: $0) }
        sending = Task {
            guard let address, let client = try? Client(connectingTo: address) else { return }
            for await request in stream {
                _ = try? await client.call(
                    EventsService.forward, request,
                    metadata: [Metadata(EventsService.namespaceKey, request.envelope.namespace)],
                    timeout: .seconds(5))
            }
            client.close()
        }
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
