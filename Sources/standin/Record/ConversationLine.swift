import AgentAPI
import Documents
import Facets
import SwiftProtobuf
import TTRPC

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A line of the record: a call as it arrived, or the answer that it got.
///
/// JSON with sorted members, control characters escaped, at most 100,000 bytes and a line end. Times are those of
/// CLOCK_MONOTONIC in nanoseconds. A call's line is written before anything is done about it, so that one that never
/// gets an answer is seen too.
enum ConversationLine {
    /// The most bytes of a message that are shown as they are, as JSON.
    static let shownBytes = 64 << 10

    /// The line of a call.
    ///
    /// - Parameters:
    ///   - to: The VM's id; empty for a call of the hypervisor's.
    ///   - message: What the payload is; nil when it is no message of the method, or the method is none.
    static func call(_ number: UInt64, _ request: ServerRequest, to machine: String, _ message: (any Message)?)
        -> [UInt8]
    {
        var members: [String: JSONValue] = [
            "call": .unsigned(number), "at": .unsigned(request.receivedNanoseconds), "vm": .text(short(machine)),
            "service": .text(short(request.service)), "method": .text(short(request.method)),
            "connection": .unsigned(request.connection), "bytes": .integer(Int64(request.payload.count)),
        ]
        if request.timeoutNanoseconds != 0 { members["timeout"] = .integer(request.timeoutNanoseconds) }
        show(message, request.payload, in: &members)
        return line(members)
    }

    /// The line of an answer.
    static func answer(_ number: UInt64, at nanoseconds: UInt64, _ response: ServerResponse, _ message: (any Message)?)
        -> [UInt8]
    {
        var members: [String: JSONValue] = ["answer": .unsigned(number), "at": .unsigned(nanoseconds)]
        switch response {
        case .success(let payload):
            members["code"] = .text(StatusCode.ok.name)
            members["bytes"] = .integer(Int64(payload.count))
            if !payload.isEmpty { show(message, payload, in: &members) }
        case .failure(let status):
            members["code"] = .text(status.code.name)
            members["words"] = .text(short(status.message))
        }
        return line(members)
    }

    /// The last line of a record that has reached its bound.
    static func end(after number: UInt64) -> [UInt8] { line(["full": .unsigned(number)]) }

    private static func show(_ message: (any Message)?, _ payload: [UInt8], in members: inout [String: JSONValue]) {
        guard let message else { return hide(payload, in: &members) }
        let (bare, data) = ConversationLine.withoutData(message)
        var options = JSONEncodingOptions()
        options.preserveProtoFieldNames = true
        guard payload.count - (data?.count ?? 0) <= shownBytes,
            let bytes: [UInt8] = try? bare.jsonUTF8Bytes(options: options), bytes.count <= shownBytes,
            let value = JSONValue(bytes: bytes)
        else { return hide(payload, in: &members) }
        members["message"] = value
        if let data { members["data"] = digest(data) }
        if !message.unknownFields.data.isEmpty { members["unknown"] = digest([UInt8](message.unknownFields.data)) }
    }

    /// What can't be shown: how much it is, and a digest by which it can be compared.
    private static func hide(_ payload: [UInt8], in members: inout [String: JSONValue]) {
        members["hidden"] = digest(payload)
    }

    private static func digest(_ bytes: [UInt8]) -> JSONValue {
        .object([
            "bytes": .integer(Int64(bytes.count)), "sha256": .text(SHA256.digest(of: bytes).hexadecimal),
            "head": .text(hexadecimal(bytes.prefix(32))),
        ])
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The message without the bytes that a workload or a file fills, and those bytes.
    private static func withoutData(_ message: any Message) -> (any Message, [UInt8]?) {
        switch message {
        case var part as Grpc_CopyFileRequest:
            let data = [UInt8](part.data)
            part.data = Data()
            return (part, data)
        case var write as Grpc_WriteStreamRequest:
            let data = [UInt8](write.data)
            write.data = Data()
            return (write, data)
        case var read as Grpc_ReadStreamResponse:
            let data = [UInt8](read.data)
            read.data = Data()
            return (read, data)
        case var seed as Grpc_ReseedRandomDevRequest:
            let data = [UInt8](seed.data)
            seed.data = Data()
            return (seed, data)
        case var rules as Grpc_SetIPTablesRequest:
            let data = [UInt8](rules.data)
            rules.data = Data()
            return (rules, data)
        default:
            return (message, nil)
        }
    }

    private static func short(_ text: String) -> String { String(text.prefix(1000)) }

    private static func line(_ members: [String: JSONValue]) -> [UInt8] {
        // Only a number that is none has no JSON, and there is no such here.
        ((try? JSONValue.object(members).sortedBytes) ?? []) + [10]
    }
}
