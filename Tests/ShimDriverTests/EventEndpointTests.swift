import Drivers
import Glibc
import Linux
import Recordings
import ShimAPI
import SwiftProtobuf
import Synchronization
import TTRPC
import Testing

@testable import ShimDriver

@Suite("Where events end") struct EventEndpointTests {
    /// Collects what a recorder hands on.
    private final class Journal: Sendable {
        private let all = Mutex<[Observed]>([])
        var events: [EventRecord] {
            all.withLock { $0 }.compactMap { if case .event(let event) = $0 { event } else { nil } }
        }
        var violations: Int { all.withLock { $0 }.filter { if case .violation = $0 { true } else { false } }.count }
        func add(_ what: Observed) { all.withLock { $0.append(what) } }
    }

    private func withEndpoint(
        writing: @escaping @Sendable () -> Void = {}, _ body: (EventEndpoint, Journal) async throws -> Void
    ) async throws {
        let folder = "/tmp/kumite-ev-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try Files.makeDirectory(folder)
        let journal = Journal()
        let recorder = Recorder {
            journal.add($0.what)
            writing()
        }
        let endpoint = try EventEndpoint(folder: folder, recorder: recorder)
        try await body(endpoint, journal)
        await endpoint.stop()
        #expect(Files.removeTree(folder).isEmpty)
    }

    @Test("an event comes to the endpoint as one that came over ttrpc does")
    func roundTrip() async throws {
        try await withEndpoint { endpoint, journal in
            let event = try Google_Protobuf_Any(bare: Containerd_Events_TaskOOM.with { $0.containerID = "c" })
            let bytes: [UInt8] = try event.serializedBytes()
            let arguments = ["--address", endpoint.address, "publish", "--topic", "/tasks/oom", "--namespace", "n"]
            try await #require(Publisher(arguments)).publish(bytes)
            // The other way, as shims of containerd take it.
            let client = try Client(connectingTo: endpoint.ttrpcAddress)
            defer { client.close() }
            let request = Containerd_Services_Events_Ttrpc_V1_ForwardRequest.with {
                $0.envelope.topic = "/tasks/oom"
                $0.envelope.namespace = "n"
                $0.envelope.event = event
            }
            _ = try await client.call(EventsService.forward, request, timeout: .seconds(30))
            let events = journal.events
            try #require(events.count == 2)
            #expect(events.allSatisfy { $0.topic == "/tasks/oom" && $0.namespace == "n" })
            #expect(events.allSatisfy { $0.type == "containerd.events.TaskOOM" })
            #expect(events[0].body == events[1].body && !events[0].body.bytes.isEmpty)
            #expect(events[0].publishedSeconds > 1_600_000_000)
        }
    }

    @Test("what is no event is refused and told")
    func hostile() async throws {
        try await withEndpoint { endpoint, journal in
            let client = try Client(connectingTo: endpoint.ttrpcAddress)
            defer { client.close() }
            for payload in [[], [0xff, 0xff], [10, 200]] as [[UInt8]] {
                let exchange = await client.call(
                    service: EventsService.service, method: "Forward", payload: payload, timeout: .seconds(30))
                #expect(exchange.answer?.status?.code == .invalidArgument)
            }
            #expect(journal.events.isEmpty && journal.violations == 3)
            let arguments = ["--address", "/nonexistent", "publish", "--topic", "t", "--namespace", "n"]
            await #expect(throws: TTRPCError.self) { try await Publisher(arguments)?.publish([]) }
        }
    }

    @Test("one that is replaced answers what it has taken, so that no shim tells it again")
    func replaced() async throws {
        try await withEndpoint(writing: { usleep(50_000) }) { endpoint, journal in
            let client = try Client(connectingTo: endpoint.ttrpcAddress)
            defer { client.close() }
            let request = Containerd_Services_Events_Ttrpc_V1_ForwardRequest.with { $0.envelope.topic = "/tasks/oom" }
            async let answer = client.call(EventsService.forward, request, timeout: .seconds(30))
            while journal.events.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
            try await endpoint.restart()
            _ = try await answer
            let again = try Client(connectingTo: endpoint.ttrpcAddress)
            defer { again.close() }
            _ = try await again.call(EventsService.forward, request, timeout: .seconds(30))
            #expect(journal.events.count == 2)
        }
    }
}
