import SwiftProtobuf
import Testing

@testable import TTRPC

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Envelopes")
struct EnvelopeTests {
    @Test("a request is written as SwiftProtobuf writes it, and read back", arguments: 0..<50 as Range<UInt64>)
    func request(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func text() -> String {
            String(decoding: generator.bytes(.random(in: 0...40, using: &generator)), as: UTF8.self)
        }
        var envelope = RequestEnvelope(
            service: text(), method: text(), payload: generator.bytes(.random(in: 0...300, using: &generator)),
            timeout: nil, metadata: (0..<Int.random(in: 0...3, using: &generator)).map { _ in Metadata(text(), text()) }
        )
        envelope.timeoutNanoseconds = [0, 1, -1, .max, .min, 5_000_000_000].randomElement(using: &generator) ?? 0

        var message = Ttrpc_Request()
        message.service = envelope.service
        message.method = envelope.method
        message.payload = Data(envelope.payload)
        message.timeoutNano = envelope.timeoutNanoseconds
        message.metadata = envelope.metadata.map { pair in
            Ttrpc_KeyValue.with {
                $0.key = pair.key
                $0.value = pair.value
            }
        }
        #expect(try envelope.encoded() == message.serializedBytes())
        #expect(RequestEnvelope(envelope.encoded()[...]) == envelope)
    }

    @Test("a response is written as SwiftProtobuf writes it, and read back", arguments: 0..<50 as Range<UInt64>)
    func response(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func text() -> String {
            String(decoding: generator.bytes(.random(in: 0...40, using: &generator)), as: UTF8.self)
        }
        var envelope = ResponseEnvelope(
            status: nil, payload: generator.bytes(.random(in: 0...300, using: &generator)))
        var message = Ttrpc_Response()
        message.payload = Data(envelope.payload)
        if Bool.random(using: &generator) {
            let code = Int32.random(in: -2...20, using: &generator)
            let details = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                Status.Detail(typeURL: text(), value: generator.bytes(12))
            }
            let status = Status(StatusCode(rawValue: code), text(), details: details)
            envelope.status = status
            message.status.code = code
            message.status.message = status.message
            message.status.details = details.map { detail in
                Google_Protobuf_Any.with {
                    $0.typeURL = detail.typeURL
                    $0.value = Data(detail.value)
                }
            }
        }
        #expect(try envelope.encoded() == message.serializedBytes())
        #expect(ResponseEnvelope(envelope.encoded()[...]) == envelope)
    }

    @Test("an absent status differs from one with the code 0")
    func absentStatus() throws {
        #expect(try #require(ResponseEnvelope([])).status == nil)
        #expect(try #require(ResponseEnvelope([0x0a, 0x00])).status == Status(.ok, ""))
    }

    @Test(
        "bytes that are no message are refused",
        arguments: [[0x0a], [0x0a, 0x05, 0x01], [0xff, 0xff, 0xff], [0x0a, 0x02, 0xc3, 0x28], [0x07]] as [[UInt8]])
    func malformed(_ bytes: [UInt8]) {
        #expect(RequestEnvelope(bytes[...]) == nil)
        #expect(ResponseEnvelope(bytes[...]) == nil)
    }

    @Test(
        "any bytes are read or refused, and what is read says the same when written",
        arguments: 0..<300 as Range<UInt64>)
    func garbage(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = generator.bytes(Int.random(in: 0...60, using: &generator))
        if let request = RequestEnvelope(bytes[...]) {
            #expect(RequestEnvelope(request.encoded()[...]) == request)
        }
        if let response = ResponseEnvelope(bytes[...]) {
            #expect(ResponseEnvelope(response.encoded()[...]) == response)
        }
    }
}
