import Testing

@testable import TTRPC

@Suite("Streams that are not unary")
struct StreamTests {
    static let methods: [ServerMethod] =
        Echo.methods + [
            .stream("test.Stream", "Count") { request, stream in
                for number in 0..<(request.payload.first ?? 0) { stream.send([number]) }
                return nil
            },
            .stream("test.Stream", "Sum") { _, stream in
                var sum: UInt8 = 0
                while case .message(let bytes, _) = await stream.next() { sum = bytes.reduce(sum, &+) }
                return .success([sum])
            },
            .stream("test.Stream", "Echo") { _, stream in
                while case .message(let bytes, _) = await stream.next() { stream.send(bytes) }
                return .failure(Status(.aborted, "enough"))
            },
        ]

    private func withStreams(_ body: (Client) async throws -> Void) async throws {
        let path = socketPath()
        let server = try Server(listeningAt: path, methods: StreamTests.methods)
        defer { server.abort() }
        let client = try Client(connectingTo: path)
        defer { client.close() }
        try await body(client)
    }

    private func drain(_ stream: ClientStream) async -> (messages: [[UInt8]], end: StreamEnd) {
        var messages: [[UInt8]] = []
        while true {
            switch await stream.next() {
            case .message(let bytes, _): messages.append(bytes)
            case .end(let end): return (messages, end)
            }
        }
    }

    @Test("a server's stream brings every message in order, the empty one too, and its end")
    func serverStream() async throws {
        try await withStreams { client in
            let stream = client.openStream(
                service: "test.Stream", method: "Count", payload: [100], sends: false, timeout: patience)
            let (messages, end) = await drain(stream)
            #expect(messages == (0..<100).map { [$0] })
            #expect(end.outcome == nil)
        }
    }

    @Test("a client's stream is answered when it says that it is done")
    func clientStream() async throws {
        try await withStreams { client in
            let stream = client.openStream(
                service: "test.Stream", method: "Sum", payload: [], sends: true, timeout: patience)
            for number in 1...10 as ClosedRange<UInt8> { stream.send([number]) }
            stream.closeSending()
            let (messages, end) = await drain(stream)
            #expect(messages.isEmpty)
            guard case .answer(let answer)? = end.outcome else {
                Issue.record("no answer: \(end)")
                return
            }
            #expect(answer.payload == [55])
        }
    }

    @Test("streams and calls share one connection without mixing")
    func together() async throws {
        try await withStreams { client in
            await withTaskGroup { group in
                for number in 0..<20 as Range<UInt8> {
                    group.addTask {
                        let stream = client.openStream(
                            service: "test.Stream", method: "Echo", payload: [], sends: true, timeout: patience)
                        for index in 0..<20 as Range<UInt8> { stream.send([number, index]) }
                        stream.send([])
                        stream.closeSending()
                        let (messages, end) = await self.drain(stream)
                        #expect(messages == (0..<20).map { [number, $0] } + [[]])
                        guard case .answer(let answer)? = end.outcome else {
                            Issue.record("no answer: \(end)")
                            return
                        }
                        #expect(answer.status == Status(.aborted, "enough"))
                    }
                    group.addTask { #expect(await client.echo("Echo", [number]).answer?.payload == [number]) }
                }
            }
        }
    }

    @Test("a stream ends at its deadline, when it is given up, and with its connection")
    func ends() async throws {
        try await withStreams { client in
            func open(_ timeout: Duration?) -> ClientStream {
                client.openStream(service: "test.Stream", method: "Sum", payload: [], sends: true, timeout: timeout)
            }
            #expect(await drain(open(.milliseconds(30))).end.outcome == .failed(.deadline(.milliseconds(30))))
            let givenUp = open(nil)
            givenUp.cancel()
            #expect(await drain(givenUp).end.outcome == .failed(.cancelled))
            let last = open(nil)
            client.close()
            #expect(await drain(last).end.outcome == .failed(.ended(.closed)))
            #expect(await drain(open(nil)).end.outcome == .failed(.ended(.closed)))
        }
    }

    @Test("a server that sends more than is read is cut off, and its memory is bounded")
    func flood() async throws {
        try await withRawServer { peer in
            guard let request = peer.readFrame() else { return }
            let data = Frame(streamID: request.header.streamID, type: .data, payload: [1])
            for _ in 0..<5000 { peer.write(data.bytes) }
            peer.readToEnd()
        } _: { client in
            let stream = client.openStream(service: "any", method: "any", payload: [], sends: false, timeout: patience)
            // Nothing is taken before all has come: the end can be read, whatever waits before it.
            var seen = false
            for _ in 0..<2000 where !seen {
                try await Task.sleep(for: .milliseconds(5))
                seen = stream.incoming.hasEnded
            }
            let (messages, end) = await drain(stream)
            #expect(messages.count == 4096)
            guard case .failed(.violation(.floodedStream, _))? = end.outcome else {
                Issue.record("not cut off: \(end)")
                return
            }
        }
    }
}
