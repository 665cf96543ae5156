import AgentAPI
import Facets
import Foundation
import Linux
import Recordings
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

    /// The observation of a line, which must be one line.
    private func read(_ line: [UInt8]) throws -> Observation {
        try #require(line.firstIndex(of: 10) == line.count - 1)
        let record = CompanionRecord(line, numberedFrom: 4)
        return try #require(record.observations.first, "\(record)")
    }

    @Test("a call's line holds when it came, of which VM it was asked, and the message as it came")
    func call() throws {
        let payload: [UInt8] = try Grpc_SignalProcessRequest.with {
            $0.containerID = "c"
            $0.signal = 9
        }.serializedBytes()
        let line = ConversationLine.call(1, 2, request("grpc.AgentService", "SignalProcess", payload), to: "vm")
        let asked = AskedRecord(
            call: 2, machine: "vm", service: "grpc.AgentService", method: "SignalProcess", connection: 3,
            timeoutNanoseconds: 7, message: HeldMessage(bytes: RawBytes(payload), length: 5))
        #expect(try read(line) == Observation(number: 4, at: 11, step: nil, what: .asked(asked)))
    }

    @Test("an answer's line holds what came of it")
    func answer() throws {
        let payload: [UInt8] = try Grpc_WaitProcessResponse.with { $0.status = 137 }.serializedBytes()
        func replied(_ response: ServerResponse) throws -> RepliedRecord? {
            let line = ConversationLine.answer(9, 2, at: 13, "WaitProcess", response)
            guard case .replied(let replied) = try read(line).what else { return nil }
            return replied
        }
        #expect(
            try replied(.success(payload))
                == RepliedRecord(
                    call: 2, code: 0, words: "", message: HeldMessage(bytes: RawBytes(payload), length: 3)))
        #expect(
            try replied(.failure(Status(.notFound, "a\nb")))
                == RepliedRecord(call: 2, code: 5, words: "a\nb", message: HeldMessage([])))
    }

    @Test("what a workload writes or a file holds is counted and digested, not shown")
    func data() throws {
        let secret = [UInt8](String(repeating: "secret", count: 10).utf8)
        let write = Grpc_WriteStreamRequest.with {
            $0.containerID = "c"
            $0.data = Data(secret)
        }
        let line = ConversationLine.call(1, 1, request("s", "WriteStdin", try write.serializedBytes()), to: "")
        guard case .asked(let asked) = try read(line).what else {
            Issue.record("no call")
            return
        }
        let message = try Grpc_WriteStreamRequest(serializedBytes: asked.message.bytes.bytes)
        #expect(message.containerID == "c" && message.data.isEmpty)
        #expect(
            asked.message.taken == [
                TakenField(
                    field: 3, length: 60, digest: SHA256.digest(of: secret).hexadecimal,
                    head: RawBytes(Array(secret.prefix(32))))
            ])
    }

    @Test("every field that is taken out is one of bytes, of a method that there is")
    func dataFields() throws {
        let methods = Set(AgentService.methodNames)
        #expect(Set(DataField.inRequest.keys).union(DataField.inAnswer.keys).isSubset(of: methods))
        let data = Data([1, 2, 3])
        let requests: [String: any Message] = [
            "CopyFile": Grpc_CopyFileRequest.with { $0.data = data },
            "ReseedRandomDev": Grpc_ReseedRandomDevRequest.with { $0.data = data },
            "SetIPTables": Grpc_SetIPTablesRequest.with { $0.data = data },
            "WriteStdin": Grpc_WriteStreamRequest.with { $0.data = data },
        ]
        #expect(Set(requests.keys) == Set(DataField.inRequest.keys))
        for (method, message) in requests {
            let held = HeldMessage(try message.serializedBytes(), data: DataField.inRequest[method])
            #expect(held.bytes.bytes.isEmpty && held.taken.first?.length == 3, "\(method)")
        }
        let answers: [String: any Message] = [
            "GetIPTables": Grpc_GetIPTablesResponse.with { $0.data = data },
            "ReadStderr": Grpc_ReadStreamResponse.with { $0.data = data },
            "ReadStdout": Grpc_ReadStreamResponse.with { $0.data = data },
            "SetIPTables": Grpc_SetIPTablesResponse.with { $0.data = data },
        ]
        #expect(Set(answers.keys) == Set(DataField.inAnswer.keys))
        for (method, message) in answers {
            let held = HeldMessage(try message.serializedBytes(), data: DataField.inAnswer[method])
            #expect(held.bytes.bytes.isEmpty && held.taken.first?.length == 3, "\(method)")
        }
    }

    @Test("whatever comes, a line is one line that is read again, and bounded", arguments: 0..<30)
    func hostile(_ seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        let size = [0, 1, 100, 100_000, 1_000_000].randomElement(using: &generator) ?? 0
        let payload = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let name = String(decoding: payload.prefix(5000), as: UTF8.self)
        for method in [name, "CopyFile", "WriteStdin"] {
            let line = ConversationLine.call(1, 1, request(name, method, payload), to: name)
            #expect(line.count <= 400_000)
            #expect(line.dropLast().allSatisfy { $0 >= 32 })
            guard case .asked(let asked) = try read(line).what else {
                Issue.record("no call")
                return
            }
            #expect(asked.message.length == size)
            #expect(!asked.message.bytes.bytes.isEmpty || size == 0 || !asked.message.taken.isEmpty)
        }
    }

    @Test("fields that nobody knows stay")
    func unknown() throws {
        let payload: [UInt8] = [1 << 3 | 2, 1, 0x63, 100 << 3 & 0x7f | 0x80, 6, 1]
        for method in ["StartContainer", "WriteStdin"] {
            let line = ConversationLine.call(1, 1, request("s", method, payload), to: "")
            guard case .asked(let asked) = try read(line).what else {
                Issue.record("no call")
                return
            }
            #expect(asked.message.bytes.bytes == payload)
        }
    }

    @Test("a record has every call before its answer, and ends at its bound")
    func file() async throws {
        let folder = try Scratch()
        defer { folder.remove() }
        let path = folder.path + "/record"
        let conversation = try Conversation(at: path, bound: 2000)
        for number in 1...20 as ClosedRange<UInt64> {
            #expect(conversation.arrived(request("s", "m", []), at: "vm") == number)
            conversation.answered(number, "m", .success([]))
        }
        let record = CompanionRecord(try Files.read(path, limit: 1 << 20).bytes, numberedFrom: 1)
        #expect(record.passedOver == 0)
        #expect(record.observations.map(\.number) == Array(1...record.observations.count))
        let calls = RecordedCall.all(in: record.observations)
        #expect(calls.first?.answer != nil)
        #expect(record.observations.last?.what == .mark(CompanionRecord.full))
        #expect(record.observations.count { $0.what == .mark(CompanionRecord.full) } == 1)
        #expect(calls.count > 2 && calls.count < 20)
    }

    @Test("without a file nothing is recorded, and calls have numbers")
    func none() throws {
        let conversation = try Conversation(at: nil)
        #expect(conversation.arrived(request("s", "m", []), at: "") == 1)
        #expect(conversation.arrived(request("s", "m", []), at: "") == 2)
    }
}
