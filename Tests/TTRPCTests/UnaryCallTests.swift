import Linux
import SwiftProtobuf
import Testing

@testable import TTRPC

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Unary calls")
struct UnaryCallTests {
    @Test("an answer brings its payload, its raw frame and stamps around them")
    func answer() async throws {
        try await withEcho { client, _ in
            let before = monotonicNanoseconds()
            let exchange = await client.echo("Echo", [1, 2, 3])
            let answer = try #require(exchange.answer)
            #expect(answer.succeeded && answer.status == nil)
            #expect(answer.payload == [1, 2, 3])
            #expect(answer.frame == [0, 0, 0, 5, 0, 0, 0, 1, 2, 0, 0x12, 3, 1, 2, 3])
            #expect(exchange.streamID == 1)
            #expect(exchange.request == [1, 2, 3])
            let sent = try #require(exchange.sentNanoseconds)
            #expect(before <= sent && sent <= exchange.receivedNanoseconds)
            #expect(exchange.receivedNanoseconds <= monotonicNanoseconds())
        }
    }

    @Test("streams get odd, increasing ids in the order in which they are on the wire")
    func ids() async throws {
        let requests = Journal<UInt32>()
        try await withEcho(observeServer: { if case .request(let request) = $0 { requests.add(request.streamID) } }) {
            client, _ in
            await withTaskGroup { group in
                for _ in 0..<100 {
                    group.addTask { #expect(await client.echo().answer != nil) }
                }
            }
        }
        #expect(requests.all == (0..<100).map { 2 * $0 + 1 })
    }

    @Test("a request tells the process that sent it")
    func peer() async throws {
        let peers = Journal<Int32>()
        try await withEcho(observeServer: { if case .request(let request) = $0 { peers.add(request.peer) } }) {
            client, _ in
            #expect(await client.echo().answer != nil)
        }
        #expect(peers.all == [ThisProcess.pid])
    }

    @Test("500 calls at once on one connection each get their own answer")
    func concurrent() async throws {
        try await withEcho { client, _ in
            await withTaskGroup { group in
                for number in 0..<500 {
                    group.addTask {
                        let payload = [UInt8(number & 0xff), UInt8(number >> 8)]
                        let exchange = await client.echo(number.isMultiple(of: 3) ? "Sleep" : "Echo", payload)
                        #expect(exchange.answer?.payload == payload)
                    }
                }
            }
        }
    }

    @Test("a call that waits does not hold up the others")
    func overtaking() async throws {
        try await withEcho { client, _ in
            async let never = client.echo("Never", timeout: nil)
            for _ in 0..<20 { #expect(await client.echo().answer != nil) }
            client.close()
            #expect(await never.failure == .ended(.closed))
        }
    }

    @Test("a status comes with its code and words")
    func refusal() async throws {
        try await withEcho { client, _ in
            let answer = try #require(await client.echo("Refuse", Array("such thing".utf8)).answer)
            #expect(!answer.succeeded)
            #expect(answer.status == Status(.notFound, "no such thing"))
        }
    }

    @Test("an unknown service or method is unimplemented, in the words of Go's server")
    func unimplemented() async throws {
        try await withEcho { client, _ in
            let service = await client.call(service: "no.Such", method: "Echo", payload: [], timeout: patience)
            #expect(service.answer?.status == Status(.unimplemented, "service no.Such"))
            let method = await client.echo("NoSuch")
            #expect(method.answer?.status == Status(.unimplemented, "method NoSuch"))
        }
    }

    @Test("metadata arrive in order, also a key that comes twice")
    func metadata() async throws {
        try await withEcho { client, _ in
            let exchange = await client.call(
                service: Echo.service, method: "Metadata", payload: [],
                metadata: [Metadata("b", "1"), Metadata("a", "2"), Metadata("b", "")], timeout: patience)
            #expect(exchange.answer.map { String(decoding: $0.payload, as: UTF8.self) } == "b=1;a=2;b=")
        }
    }

    @Test(
        "the timeout is told to the server",
        arguments: [(nil, "0"), (.seconds(30), "30000000000"), (.seconds(Int64.max), "\(Int64.max)")]
            as [(Duration?, String)])
    func timeout(_ timeout: Duration?, told: String) async throws {
        try await withEcho { client, _ in
            let exchange = await client.echo("Timeout", timeout: timeout)
            #expect(exchange.answer.map { String(decoding: $0.payload, as: UTF8.self) } == told)
        }
    }

    @Test("a typed call gives the message, or throws the status")
    func typed() async throws {
        let echo = TTRPCMethod<Google_Protobuf_StringValue, Google_Protobuf_StringValue>(Echo.service, "Echo")
        let refuse = TTRPCMethod<Google_Protobuf_Empty, Google_Protobuf_Empty>(Echo.service, "Refuse")
        let wrong = TTRPCMethod<Google_Protobuf_BytesValue, Google_Protobuf_StringValue>(Echo.service, "Echo")
        try await withEcho { client, _ in
            let request = Google_Protobuf_StringValue("a word")
            let echoed = try await client.call(echo, request, timeout: patience)
            #expect(echoed == request)
            let refused = await #expect(throws: TTRPCError.self) {
                try await client.call(refuse, Google_Protobuf_Empty(), timeout: patience)
            }
            #expect(refused?.status?.code == .notFound)
            #expect(refused?.description.contains("test.Echo/Refuse: not_found: no ") == true)
            let undecodable = await #expect(throws: TTRPCError.self) {
                // 0xff is in no UTF-8 text.
                try await client.call(wrong, Google_Protobuf_BytesValue(Data([0xff])), timeout: patience)
            }
            #expect(undecodable?.description.contains("not a google.protobuf.StringValue") == true)
        }
    }
}
