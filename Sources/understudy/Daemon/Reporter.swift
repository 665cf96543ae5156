import Linux
import ShimAPI
import SwiftProtobuf
import Synchronization
import TTRPC

/// Reports the shim's events to containerd, one after the other, as the fault has them.
final class Reporter: Sendable {
    private struct Taken: Sendable {
        var event: Event
        var request: RelayedRequest
        var relay: Relay
    }

    private let endpoint: String
    private let performer: Performer
    private let queue: AsyncStream<Taken>.Continuation
    private let work = Mutex<Task<Void, Never>?>(nil)
    private let late = Mutex<[Task<Void, Never>]>([])
    private let client = Mutex<Client?>(nil)

    init(_ endpoint: String, _ performer: Performer) {
        self.endpoint = endpoint
        self.performer = performer
        let (stream, queue) = AsyncStream.makeStream(of: Taken.self)
        self.queue = queue
        work.withLock { work in
            work = Task {
                var held: [(Event, RelayedRequest)] = []
                for await taken in stream { await self.carryOut(taken, &held) }
                for (event, request) in held { _ = await self.report(event, like: request) }
            }
        }
    }

    func add(_ event: Event, _ request: RelayedRequest, _ relay: Relay) {
        queue.yield(Taken(event: event, request: request, relay: relay))
    }

    /// Returns when all have been reported.
    func end() async {
        queue.finish()
        await work.withLock { $0 }?.value
        for task in late.withLock({ $0 }) { await task.value }
        client.withLock { $0 }?.close()
    }

    private func carryOut(_ taken: Taken, _ held: inout [(Event, RelayedRequest)]) async {
        let (act, event) = performer.act(on: taken.event)
        var reply = Reply.success([])
        switch act {
        case nil: reply = await report(event, like: taken.request)
        case .report(let all):
            for event in all { reply = await report(event, like: taken.request) }
        case .hold:
            held.append((event, taken.request))
            taken.relay.answer(taken.request, reply)
            return
        case .late(let nanoseconds):
            late.withLock { late in
                late.append(
                    Task {
                        await pause(nanoseconds)
                        _ = await self.report(event, like: taken.request)
                    })
            }
        }
        taken.relay.answer(taken.request, reply)
        for (event, request) in held { _ = await report(event, like: request) }
        held = []
    }

    private func report(_ event: Event, like request: RelayedRequest) async -> Reply {
        let message = Containerd_Services_Events_Ttrpc_V1_ForwardRequest.with { $0.envelope = event.envelope }
        guard let client = connected(), let bytes = try? message.serializedBytes() as [UInt8] else {
            return .failure(Status(.unavailable, "nobody takes events"))
        }
        let exchange = await client.call(
            service: request.service, method: request.method, payload: bytes, metadata: request.metadata,
            timeout: .seconds(5))
        switch exchange.outcome {
        case .answer(let answer):
            guard let status = answer.status, !answer.succeeded else { return .success(answer.payload) }
            return .failure(status)
        case .failed(let failure):
            client.close()
            self.client.withLock { $0 = nil }
            return .failure(Status(.unavailable, failure.description))
        }
    }

    private func connected() -> Client? {
        client.withLock { client in
            if client == nil { client = try? Client(connectingTo: endpoint) }
            return client
        }
    }
}
