internal import SwiftProtobuf

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// What a request frame's payload says.
struct RequestEnvelope: Sendable, Hashable {
    var service: String
    var method: String
    var payload: [UInt8]
    var timeoutNanoseconds: Int64
    var metadata: [Metadata]

    init(service: String, method: String, payload: [UInt8], timeout: Duration?, metadata: [Metadata]) {
        self.service = service
        self.method = method
        self.payload = payload
        timeoutNanoseconds = Int64(clamping: timeout?.nanoseconds ?? 0)
        self.metadata = metadata
    }

    /// Reads the envelope, or nil if the bytes are not one.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let message = try? Ttrpc_Request(serializedBytes: Array(bytes)) else { return nil }
        service = message.service
        method = message.method
        payload = [UInt8](message.payload)
        timeoutNanoseconds = message.timeoutNano
        metadata = message.metadata.map { Metadata($0.key, $0.value) }
    }

    /// The envelope on the wire.
    func encoded() -> [UInt8] {
        var writer = ProtoWriter(capacity: 64 + service.utf8.count + method.utf8.count + payload.count)
        writer.writeUnlessEmpty(1, service.utf8)
        writer.writeUnlessEmpty(2, method.utf8)
        writer.writeUnlessEmpty(3, payload)
        writer.writeUnlessZero(4, timeoutNanoseconds)
        for pair in metadata {
            var inner = ProtoWriter(capacity: 8 + pair.key.utf8.count + pair.value.utf8.count)
            inner.writeUnlessEmpty(1, pair.key.utf8)
            inner.writeUnlessEmpty(2, pair.value.utf8)
            writer.write(5, inner.bytes)
        }
        return writer.bytes
    }
}

/// What a response frame's payload says.
struct ResponseEnvelope: Sendable, Hashable {
    var status: Status?
    var payload: [UInt8]

    init(status: Status?, payload: [UInt8]) {
        self.status = status
        self.payload = payload
    }

    /// Reads the envelope, or nil if the bytes are not one.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let message = try? Ttrpc_Response(serializedBytes: Array(bytes)) else { return nil }
        payload = [UInt8](message.payload)
        if message.hasStatus {
            status = Status(
                StatusCode(rawValue: message.status.code), message.status.message,
                details: message.status.details.map { Status.Detail(typeURL: $0.typeURL, value: [UInt8]($0.value)) })
        }
    }

    /// The envelope on the wire.
    func encoded() -> [UInt8] {
        var writer = ProtoWriter(capacity: 16 + payload.count)
        if let status {
            var inner = ProtoWriter(capacity: 16 + status.message.utf8.count)
            inner.writeUnlessZero(1, Int64(status.code.rawValue))
            inner.writeUnlessEmpty(2, status.message.utf8)
            for detail in status.details {
                var innermost = ProtoWriter(capacity: 16 + detail.typeURL.utf8.count + detail.value.count)
                innermost.writeUnlessEmpty(1, detail.typeURL.utf8)
                innermost.writeUnlessEmpty(2, detail.value)
                inner.write(3, innermost.bytes)
            }
            writer.write(1, inner.bytes)
        }
        writer.writeUnlessEmpty(2, payload)
        return writer.bytes
    }
}
