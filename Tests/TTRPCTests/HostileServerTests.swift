import Testing

@testable import TTRPC

@Suite("Servers that break the protocol")
struct HostileServerTests {
    /// What a server sends after it has read the first request, and what becomes of that call.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var reply: [UInt8]
        var failure: String
        /// The violation that the failure or the observer names.
        var violation: Violation
        /// Whether the violation is the call's own, or only seen by the observer.
        var ofCall = true

        var testDescription: String { name }
    }

    static let oversize = FrameHeader(length: 5 << 20, streamID: 1, type: .response)
    static let http = Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)

    static let cases = [
        Case(
            name: "a payload that is no envelope",
            reply: Frame(streamID: 1, type: .response, payload: [0xff, 0xff]).bytes,
            failure: "violation", violation: .malformedEnvelope(streamID: 1)),
        Case(
            name: "an oversize answer",
            reply: header(oversize) + [UInt8](repeating: 0, count: 10),
            failure: "violation", violation: .oversize(length: 5 << 20, streamID: 1)),
        Case(
            name: "a request instead of an answer",
            reply: Frame(streamID: 1, type: .request, payload: []).bytes,
            failure: "violation", violation: .unexpectedType(.request, streamID: 1)),
        Case(
            name: "a type that does not exist",
            reply: Frame(streamID: 1, type: FrameType(rawValue: 9), payload: []).bytes,
            failure: "violation", violation: .unexpectedType(FrameType(rawValue: 9), streamID: 1)),
        Case(
            name: "data on a unary stream",
            reply: Frame(streamID: 1, type: .data, payload: [1]).bytes,
            failure: "violation", violation: .dataOnUnaryStream(1)),
        Case(
            name: "another stream's id",
            reply: Frame(streamID: 7, type: .response, payload: []).bytes,
            failure: "deadline", violation: .unknownStream(7), ofCall: false),
        Case(
            name: "an even stream id",
            reply: Frame(streamID: 2, type: .response, payload: []).bytes,
            failure: "deadline", violation: .unknownStream(2), ofCall: false),
        Case(
            name: "stream id 0",
            reply: Frame(streamID: 0, type: .response, payload: []).bytes,
            failure: "deadline", violation: .unknownStream(0), ofCall: false),
        Case(
            name: "not ttrpc at all",
            reply: http, failure: "ended",
            violation: .outOfStep(
                FrameHeader(
                    length: 0x4854_5450, streamID: 0x2f31_2e31, type: FrameType(rawValue: 0x20),
                    flags: FrameFlags(rawValue: 0x34)))),
    ]

    static func header(_ header: FrameHeader) -> [UInt8] {
        var bytes: [UInt8] = []
        header.encode(into: &bytes)
        return bytes
    }

    @Test("the call says what came instead of an answer, or the observer does", arguments: cases)
    func violation(_ c: Case) async throws {
        let events = Journal<ClientEvent>()
        try await withRawServer(
            { peer in
                _ = peer.readFrame()
                peer.write(c.reply)
                peer.readToEnd()
            }, observe: { events.add($0) }
        ) { client in
            let exchange = await client.echo(timeout: c.ofCall ? patience : .milliseconds(100))
            #expect(exchange.failure?.name == c.failure)
            switch exchange.failure {
            case .violation(let violation, let frame):
                #expect(violation == c.violation)
                #expect(!frame.isEmpty && c.reply.starts(with: frame))
            case .ended(let end):
                #expect(end == .violated(c.violation))
            default:
                let event = try await events.first { if case .violation = $0 { true } else { false } }
                guard case .violation(let violation, let frame, _)? = event else { return }
                #expect(violation == c.violation)
                #expect(frame == c.reply)
            }
        }
    }

    @Test("after an oversize answer the next call on the connection is answered")
    func afterOversize() async throws {
        try await withRawServer { peer in
            _ = peer.readFrame()
            peer.write(HostileServerTests.header(HostileServerTests.oversize))
            for _ in 0..<80 { peer.write([UInt8](repeating: 0xee, count: 65_536)) }
            guard let frame = peer.readFrame() else { return }
            peer.write(Frame(streamID: frame.header.streamID, type: .response, payload: [0x12, 1, 5]).bytes)
            peer.readToEnd()
        } _: { client in
            #expect(await client.echo().failure?.name == "violation")
            #expect(await client.echo().answer?.payload == [5])
        }
    }

    @Test("an oversize answer to a call that was given up is reported, and the connection stays usable")
    func oversizeLate() async throws {
        let events = Journal<ClientEvent>()
        try await withRawServer(
            { peer in
                _ = peer.readFrame()
                guard let second = peer.readFrame() else { return }
                peer.write(HostileServerTests.header(HostileServerTests.oversize))
                for _ in 0..<80 { peer.write([UInt8](repeating: 0, count: 65_536)) }
                peer.write(Frame(streamID: second.header.streamID, type: .response, payload: []).bytes)
                peer.readToEnd()
            }, observe: { events.add($0) }
        ) { client in
            #expect(await client.echo(timeout: .milliseconds(20)).failure?.name == "deadline")
            #expect(await client.echo().answer != nil)
        }
        let violations = events.all.compactMap { event -> Violation? in
            guard case .violation(let violation, _, _) = event else { return nil }
            return violation
        }
        #expect(violations == [.oversize(length: 5 << 20, streamID: 1)])
    }

    @Test("a second answer on one stream is a violation, not a crash")
    func twice() async throws {
        let events = Journal<ClientEvent>()
        try await withRawServer(
            { peer in
                _ = peer.readFrame()
                let answer = Frame(streamID: 1, type: .response, payload: [])
                peer.write(answer.bytes + answer.bytes)
                peer.readToEnd()
            }, observe: { events.add($0) }
        ) { client in
            #expect(await client.echo().answer != nil)
            let event = try await events.first { if case .violation = $0 { true } else { false } }
            guard case .violation(let violation, _, _)? = event else { return }
            #expect(violation == .finishedStream(1))
        }
        #expect(events.all.contains { if case .violation = $0 { true } else { false } })
    }

    @Test("any bytes for an answer end the call one way or another", arguments: 0..<60 as Range<UInt64>)
    func garbage(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var bytes = generator.bytes(Int.random(in: 0...200, using: &generator))
        // A plausible header in front of two thirds of them, so that what follows it is reached.
        if seed % 3 > 0 {
            let type = FrameType(rawValue: UInt8.random(in: 0...4, using: &generator))
            bytes = Frame(streamID: UInt32(seed % 4), type: type, payload: bytes).bytes + bytes
        }
        let reply = bytes
        try await withRawServer { peer in
            _ = peer.readFrame()
            peer.write(reply)
        } _: { client in
            let exchange = await client.echo()
            #expect(exchange.answer != nil || exchange.failure != .deadline(patience))
        }
    }
}
