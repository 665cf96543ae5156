import Testing

@testable import TTRPC

@Suite("Ends of connections")
struct ConnectionEndTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var script: @Sendable (RawServer.Peer) -> Void
        var end: ConnectionEnd

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "closed at a frame's border", script: { _ = $0.readFrame() }, end: .orderly),
        Case(name: "closed with the request unread", script: { _ = $0.read(3) }, end: .reset),
        Case(
            name: "closed inside a header",
            script: {
                _ = $0.readFrame()
                $0.write([0, 0, 0])
            }, end: .violated(.truncated(.header(presentBytes: 3)))),
        Case(
            name: "closed inside a payload",
            script: {
                _ = $0.readFrame()
                $0.write([0, 0, 0, 9, 0, 0, 0, 1, 2, 0, 1])
            }, end: .violated(.truncated(.payload(missingBytes: 8)))),
        Case(
            name: "closed inside an oversize payload",
            script: {
                _ = $0.readFrame()
                $0.write([0, 0x50, 0, 0, 0, 0, 0, 3, 2, 0, 1])
            },
            end: .violated(
                .outOfStep(FrameHeader(length: 5 << 20, streamID: 3, type: .response)))),
    ]

    @Test("a call that waits fails with how the connection ended, and so do later ones", arguments: cases)
    func midCall(_ c: Case) async throws {
        let events = Journal<ClientEvent>()
        try await withRawServer(c.script, observe: { events.add($0) }) { client in
            let exchange = await client.echo()
            #expect(exchange.failure == .ended(c.end))
            #expect(exchange.sentNanoseconds != nil)
            let later = await client.echo()
            #expect(later.failure == .ended(c.end))
            #expect(later.sentNanoseconds == nil)
        }
        let ends = events.all.compactMap { event -> ConnectionEnd? in
            guard case .ended(let end, _) = event else { return nil }
            return end
        }
        #expect(ends == [c.end])
    }

    @Test("closing the client fails what waits and what comes, and may be done twice")
    func closedHere() async throws {
        try await withEcho { client, _ in
            async let waiting = client.echo("Never")
            #expect(await client.echo().answer != nil)
            client.close()
            client.close()
            #expect(await waiting.failure == .ended(.closed))
            #expect(await client.echo().failure == .ended(.closed))
        }
    }

    @Test("closing from the observer, on the reader thread itself, works")
    func closedInObserver() async throws {
        let path = socketPath()
        let server = try Server(listeningAt: path, methods: Echo.methods)
        let holder = Journal<Client>()
        let ends = Journal<ConnectionEnd>()
        let client = try Client(connectingTo: path) { event in
            if case .late = event { holder.all.first?.close() }
            if case .ended(let end, _) = event { ends.add(end) }
        }
        holder.add(client)
        #expect(await client.echo("Sleep", [60], timeout: .milliseconds(10)).failure != nil)
        #expect(try await ends.first { _ in true } == .closed)
        server.abort()
    }

    @Test("an orderly stop answers what is being handled")
    func orderlyStop() async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, server in
            // Longer than the socket takes at once: the last of it is written after the handler has returned.
            let long = [200] + [UInt8](repeating: 3, count: 4_000_000)
            async let slow = client.echo("Sleep", long)
            let request = try await events.first { $0.isRequest }
            #expect(request != nil)
            await server.stop(grace: .seconds(20))
            #expect(await slow.answer?.payload == long)
            #expect(await client.echo().failure?.name == "ended")
        }
    }

    @Test("an orderly stop does not wait for ever for a handler that hangs")
    func stopWithHangingHandler() async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, server in
            async let never = client.echo("Never")
            let request = try await events.first { $0.isRequest }
            #expect(request != nil)
            await server.stop(grace: .milliseconds(50))
            #expect(await never.failure?.name == "ended")
        }
    }

    @Test("an abrupt end of the server ends the calls that wait")
    func abort() async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, server in
            async let never = client.echo("Never")
            let request = try await events.first { $0.isRequest }
            #expect(request != nil)
            server.abort()
            #expect(await never.failure?.name == "ended")
        }
    }

    @Test("the server's observer hears of connections, requests and ends in order")
    func serverEvents() async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, _ in
            _ = await client.echo("Echo", [1])
            client.close()
            _ = try await events.first { if case .disconnected = $0 { true } else { false } }
        }
        let words = events.all.map { event in
            switch event {
            case .connected(let connection, _): "connected \(connection)"
            case .request(let request): "request \(request.method) \(request.connection)"
            case .violation(let violation, _, _, _): "violation \(violation.name)"
            case .disconnected(let end, let connection, _): "disconnected \(end.name) \(connection)"
            }
        }
        #expect(words == ["connected 1", "request Echo 1", "disconnected orderly 1"])
    }
}
