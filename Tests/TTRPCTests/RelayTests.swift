import Linux
import Synchronization
import Testing

@testable import TTRPC

/// Answers `first`, changes `second`, swallows `third`, passes the rest; answers to `fourth` are replaced.
private final class Meddler: Relay.Interceptor {
    func fate(of request: RelayedRequest, on relay: Relay) -> RelayedRequest.Fate {
        switch request.payload.first {
        case 1:
            relay.answer(request, .failure(Status(.aborted, "by the relay")))
            return .taken
        case 2: return .changed([20, 21])
        case 3: return .taken
        default: return .passed
        }
    }

    func passes(_ answer: ServerResponse, to request: RelayedRequest, on relay: Relay) -> Bool {
        guard request.payload.first == 4 else { return true }
        relay.answer(request, .success([40]))
        return false
    }
}

@Suite("Relaying between a client and a server", .timeLimit(.minutes(1)))
struct RelayTests {
    /// A client whose connection goes through a relay to an echoing server.
    private func throughRelay(
        _ interceptor: (any Relay.Interceptor)?, _ body: (Client, OneShot<Void>) async throws -> Void
    ) async throws {
        let path = socketPath()
        let front = socketPath()
        let server = try Server(
            listeningAt: path, methods: [.unary("s", "Echo") { .success($0.payload) }])
        let listener = try UnixSocket.listen(.path(front))
        let ended = OneShot<Void>()
        let client = try Client(connectingTo: front)
        let accepted = try #require(try UnixSocket.accept(listener))
        let relay = try Relay(
            client: accepted, server: try UnixSocket.connect(.path(path)), interceptor: interceptor,
            onEnd: { ended.set(()) })
        try await body(client, ended)
        client.close()
        try await ended.get()
        withExtendedLifetime(relay) {}
        listener.close()
        removeSocket(at: front)
        await server.stop()
    }

    private func call(_ client: Client, _ payload: [UInt8]) async -> Exchange {
        await client.call(service: "s", method: "Echo", payload: payload, timeout: .seconds(20))
    }

    @Test("many calls at once, long ones too, come back as they would without it", arguments: [false, true])
    func transparent(_ looksAtFrames: Bool) async throws {
        try await throughRelay(looksAtFrames ? Meddler() : nil) { client, _ in
            await withTaskGroup(of: Bool.self) { group in
                for number in 0..<50 {
                    let payload = [UInt8](repeating: UInt8(100 + number), count: 1 + number * 5000)
                    group.addTask { await self.call(client, payload).answer?.payload == payload }
                }
                for await isSame in group { #expect(isSame) }
            }
            let unknown = await client.call(service: "s", method: "None", payload: [9], timeout: .seconds(20))
            #expect(unknown.answer?.status?.code == .unimplemented)
        }
    }

    @Test("an interceptor answers, changes and swallows; the other calls go on")
    func meddles() async throws {
        try await throughRelay(Meddler()) { client, _ in
            #expect(await call(client, [1]).answer?.status?.message == "by the relay")
            #expect(await call(client, [2]).answer?.payload == [20, 21])
            let swallowed = await client.call(service: "s", method: "Echo", payload: [3], timeout: .milliseconds(200))
            #expect(swallowed.failure?.name == "deadline")
            #expect(await call(client, [4]).answer?.payload == [40])
            #expect(await call(client, [5]).answer?.payload == [5])
        }
    }

    @Test("when the server ends, the client's connection ends in good order, and the relay with it")
    func serverEnds() async throws {
        let (client, ours) = try UnixSocket.pair()
        let (theirs, server) = try UnixSocket.pair()
        let ended = OneShot<Void>()
        let relay = try Relay(client: ours, server: theirs, onEnd: { ended.set(()) })
        try server.writeAll([1, 2, 3])
        server.close()
        #expect(try client.readAll(limit: 10).bytes == [1, 2, 3])
        try await ended.get()
        withExtendedLifetime(relay) {}
    }

    @Test("when the client ends, the server sees it, and what it still says is no failure")
    func clientEnds() async throws {
        let (client, ours) = try UnixSocket.pair()
        let (theirs, server) = try UnixSocket.pair()
        let ended = OneShot<Void>()
        let relay = try Relay(client: ours, server: theirs, onEnd: { ended.set(()) })
        try client.writeAll([7])
        client.close()
        #expect(try server.readAll(limit: 10).bytes == [7])
        server.close()
        try await ended.get()
        withExtendedLifetime(relay) {}
    }
}
