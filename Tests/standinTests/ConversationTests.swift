import AgentAPI
import Documents
import Foundation
import Linux
import SwiftProtobuf
import Testing

@testable import TTRPC
@testable import standin

@Suite("The record of a conversation")
struct ConversationTests {
    private func request(_ service: String, _ method: String, _ payload: [UInt8]) -> ServerRequest {
        ServerRequest(
            connection: 3, streamID: 5, service: service, method: method, payload: payload, metadata: [],
            timeoutNanoseconds: 7, receivedNanoseconds: 11, frame: Frame(streamID: 5, type: .request, payload: payload))
    }

    private func text(_ line: [UInt8]) -> String { String(decoding: line, as: UTF8.self) }

    @Test("a call's line holds when it came, of which VM it was asked, and the message")
    func call() throws {
        let message = Grpc_SignalProcessRequest.with {
            $0.containerID = "c"
            $0.signal = 9
        }
        let payload: [UInt8] = try message.serializedBytes()
        let line = ConversationLine.call(
            2, request("grpc.AgentService", "SignalProcess", payload), to: "vm", message)
        #expect(
            text(line) == """
                {"at":11,"bytes":5,"call":2,"connection":3,"message":{"container_id":"c","signal":9},\
                "method":"SignalProcess","service":"grpc.AgentService","timeout":7,"vm":"vm"}

                """)
    }

    @Test("an answer's line holds what came of it")
    func answer() throws {
        let message = Grpc_WaitProcessResponse.with { $0.status = 137 }
        let payload: [UInt8] = try message.serializedBytes()
        let success = ConversationLine.answer(2, at: 13, .success(payload), message)
        #expect(text(success) == #"{"answer":2,"at":13,"bytes":3,"code":"ok","message":{"status":137}}"# + "\n")
        let failure = ConversationLine.answer(2, at: 13, .failure(Status(.notFound, "a\nb")), nil)
        #expect(text(failure) == #"{"answer":2,"at":13,"code":"not_found","words":"a\nb"}"# + "\n")
        let empty = ConversationLine.answer(2, at: 13, .success([]), AgentService.Empty())
        #expect(text(empty) == #"{"answer":2,"at":13,"bytes":0,"code":"ok"}"# + "\n")
    }

    @Test("what a workload writes is counted and digested, not shown")
    func data() throws {
        let secret = [UInt8]("secret".utf8)
        let write = Grpc_WriteStreamRequest.with {
            $0.containerID = "c"
            $0.data = Data(secret)
        }
        let payload: [UInt8] = try write.serializedBytes()
        let line = text(ConversationLine.call(1, request("s", "WriteStdin", payload), to: "", write))
        #expect(line.contains(#""message":{"container_id":"c"}"#))
        #expect(line.contains(#""data":{"bytes":6,"head":"736563726574","sha256":"2bb80d53"#))
    }

    @Test("whatever comes, a line is one line of JSON and bounded", arguments: 0..<30)
    func hostile(_ seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        let size = [0, 1, 100, 100_000, 1_000_000].randomElement(using: &generator) ?? 0
        let payload = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let name = String(decoding: payload.prefix(5000), as: UTF8.self)
        let messages: [(any Message)?] = [
            try? Grpc_CreateContainerRequest(serializedBytes: payload), nil,
            Grpc_Metrics.with { $0.metrics = String(repeating: "\u{1b}", count: size) },
            Grpc_CopyFileRequest.with { $0.data = Data(payload) },
        ]
        for message in messages {
            let line = ConversationLine.call(1, request(name, name, payload), to: name, message)
            #expect(line.count <= 200_000)
            #expect(line.firstIndex(of: 10) == line.count - 1)
            #expect(line.dropLast().allSatisfy { $0 >= 32 })
            #expect(JSONValue(bytes: Array(line.dropLast())) != nil)
        }
    }

    @Test("fields that nobody knows are noted")
    func unknown() throws {
        let payload: [UInt8] = [1 << 3 | 2, 1, 0x63, 100 << 3 & 0x7f | 0x80, 6, 1]
        let message = try Grpc_StartContainerRequest(serializedBytes: payload)
        let line = text(ConversationLine.call(1, request("s", "m", payload), to: "", message))
        #expect(line.contains(#""unknown":{"bytes":3"#))
    }

    @Test("a record has every call before its answer, and ends at its bound")
    func file() async throws {
        let folder = try Scratch()
        defer { folder.remove() }
        let path = folder.path + "/record"
        let conversation = try Conversation(at: path, bound: 1000)
        for number in 1...20 as ClosedRange<UInt64> {
            #expect(conversation.arrived(request("s", "m", []), at: "vm", nil) == number)
            conversation.answered(number, .success([]), nil)
        }
        let lines = try Files.read(path, limit: 1 << 20).bytes.split(separator: 10).map {
            try #require(JSONValue(bytes: Array($0)))
        }
        #expect(lines.first?["call"] == .integer(1) && lines[1]["answer"] == .integer(1))
        #expect(lines.last?["full"] != nil)
        #expect(lines.filter { $0["full"] != nil }.count == 1)
        #expect(lines.count > 3 && lines.count < 20)
    }

    @Test("without a file nothing is recorded, and calls have numbers")
    func none() throws {
        let conversation = try Conversation(at: nil)
        #expect(conversation.arrived(request("s", "m", []), at: "", nil) == 1)
        #expect(conversation.arrived(request("s", "m", []), at: "", nil) == 2)
    }
}
