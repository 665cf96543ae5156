import Foundation
import SwiftProtobuf
import Synchronization
import Testing

@testable import ShimAPI
@testable import TTRPC

@Suite("Event endpoint")
struct EventsServiceTests {
    private func path() -> String { "/tmp/kumite-events-\(UUID().uuidString.prefix(8)).sock" }

    @Test("a forwarded event arrives with its envelope and its sender's metadata")
    func forward() async throws {
        let received = Mutex<[(ServerRequest, Containerd_Types_Envelope?)]>([])
        let path = path()
        let server = try Server(
            listeningAt: path,
            methods: [
                EventsService.served { request, envelope in
                    received.withLock { $0.append((request, envelope)) }
                    return nil
                }
            ])
        defer { server.abort() }
        let exit = Containerd_Events_TaskExit.with {
            $0.containerID = "c"
            $0.pid = 7
            $0.exitStatus = 3
        }
        let request = try Containerd_Services_Events_Ttrpc_V1_ForwardRequest.with {
            $0.envelope.namespace = "n"
            $0.envelope.topic = "/tasks/exit"
            $0.envelope.event = try Google_Protobuf_Any(bare: exit)
        }
        let client = try Client(connectingTo: path)
        defer { client.close() }
        let empty = try await client.call(
            EventsService.forward, request, metadata: [Metadata(EventsService.namespaceKey, "n")], timeout: .seconds(30)
        )
        #expect(empty == Google_Protobuf_Empty())
        let (got, envelope) = try #require(received.withLock { $0 }.first)
        #expect(got.metadata == [Metadata("containerd-namespace-ttrpc", "n")])
        #expect(envelope?.topic == TaskTopic.exit.rawValue && envelope?.namespace == "n")
        #expect(envelope?.event.unpacked(as: Containerd_Events_TaskExit.self) == exit)
    }

    @Test("a payload that is no event is handed on as none, and can be refused")
    func malformed() async throws {
        let path = path()
        let server = try Server(
            listeningAt: path,
            methods: [
                EventsService.served { _, envelope in envelope == nil ? Status(.invalidArgument, "no event") : nil }
            ])
        defer { server.abort() }
        let client = try Client(connectingTo: path)
        defer { client.close() }
        for payload in [[], [0xff]] as [[UInt8]] {
            let exchange = await client.call(
                service: EventsService.service, method: "Forward", payload: payload, timeout: .seconds(30))
            #expect(exchange.answer?.status == Status(.invalidArgument, "no event"))
        }
    }
}
