import Testing

@testable import TTRPC

@Suite("Clients that break the protocol")
struct HostileClientTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var frame: RawFrame
        var code: StatusCode
        var violation: String

        var testDescription: String { name }
    }

    static let request = RequestEnvelope(
        service: Echo.service, method: "Echo", payload: [1], timeout: nil, metadata: [])

    static let cases = [
        Case(
            name: "an even stream id", frame: RawFrame(streamID: 4, type: .request, payload: request.encoded()),
            code: .invalidArgument, violation: "bad-stream-id"),
        Case(
            name: "a used stream id", frame: RawFrame(streamID: 1, type: .request, payload: request.encoded()),
            code: .invalidArgument, violation: "bad-stream-id"),
        Case(
            name: "no envelope", frame: RawFrame(type: .request, payload: [0xff]), code: .invalidArgument,
            violation: "malformed-envelope"),
        Case(
            name: "a payload over 4 MiB",
            frame: RawFrame(type: .request, payload: [UInt8](repeating: 0, count: 4 << 20 + 1)),
            code: .resourceExhausted, violation: "oversize-frame"),
    ]

    @Test("the server answers with a status, reports the violation and stays usable", arguments: cases)
    func violation(_ c: Case) async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, _ in
            #expect(await client.echo().answer != nil)
            let exchange = await client.call(c.frame, timeout: patience)
            #expect(exchange.answer?.status?.code == c.code)
            #expect(await client.echo("Echo", [8]).answer?.payload == [8])
        }
        let violations = events.all.compactMap { event -> String? in
            guard case .violation(let violation, _, _, _) = event else { return nil }
            return violation.name
        }
        #expect(violations == [c.violation])
    }

    @Test("frames that no client sends are reported and not answered", arguments: [2, 3, 9, 255] as [UInt8])
    func ignored(_ type: UInt8) async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, _ in
            let frame = RawFrame(streamID: 21, type: FrameType(rawValue: type), payload: [1])
            #expect(await client.call(frame, timeout: .milliseconds(50)).failure?.name == "deadline")
            #expect(await client.echo().answer != nil)
        }
        #expect(events.all.contains { if case .violation = $0 { true } else { false } })
    }

    @Test("an empty request is unimplemented, as with Go's server")
    func empty() async throws {
        try await withEcho { client, _ in
            let exchange = await client.call(RawFrame(type: .request, payload: []), timeout: patience)
            #expect(exchange.answer?.status == Status(.unimplemented, "service "))
        }
    }

    @Test("bytes that are not ttrpc end that connection and no other", arguments: 0..<20 as Range<UInt64>)
    func garbage(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = [0xff] + generator.bytes(200)
        let path = socketPath()
        let server = try Server(listeningAt: path, methods: Echo.methods)
        defer { server.abort() }
        let good = try Client(connectingTo: path)
        let bad = try Client(connectingTo: path)
        bad.send(bytes)
        #expect(await good.echo().answer != nil)
        bad.close()
        good.close()
    }

    @Test("a stream that waits already can't be used by a raw frame")
    func streamInUse() async throws {
        let events = Journal<ServerEvent>()
        try await withEcho(observeServer: { events.add($0) }) { client, _ in
            async let never = client.echo("Never")
            let request = try await events.first { $0.isRequest }
            #expect(request != nil)
            let exchange = await client.call(RawFrame(streamID: 1, type: .data, payload: []), timeout: patience)
            #expect(exchange.failure == .streamInUse(1))
            #expect(exchange.sentNanoseconds == nil)
            client.close()
            _ = await never
        }
    }

    @Test("after a raw frame with a high id the next call goes above it")
    func idsStayAbove() async throws {
        try await withEcho { client, _ in
            let raw = RawFrame(streamID: 101, type: .request, payload: HostileClientTests.request.encoded())
            #expect(await client.call(raw, timeout: patience).answer != nil)
            let next = await client.echo()
            #expect(next.streamID == 103)
            #expect(next.answer?.succeeded == true)
        }
    }

    @Test("a request over the limit is refused here and not sent")
    func requestTooLong() async throws {
        try await withEcho { client, _ in
            let exchange = await client.echo("Echo", [UInt8](repeating: 1, count: 4 << 20))
            #expect(exchange.failure?.name == "request-too-long")
            #expect(exchange.sentNanoseconds == nil)
            #expect(await client.echo().streamID == 1)
        }
    }

    @Test("an answer over the limit becomes resource_exhausted")
    func answerTooLong() async throws {
        try await withEcho { client, _ in
            #expect(await client.echo("Huge").answer?.status?.code == .resourceExhausted)
            #expect(await client.echo().answer?.succeeded == true)
        }
    }
}
