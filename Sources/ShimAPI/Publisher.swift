import Linux
import SwiftProtobuf
import TTRPC

/// The `-publish-binary` of a shim: turns a run of `publish` into the same event record that ttrpc would have brought.
///
/// A shim runs it as `BINARY --address ADDRESS publish --topic TOPIC --namespace NAMESPACE`, the event as a serialized
/// Any on stdin (containerd's `cmd/containerd/command/publish.go`).
package struct Publisher: Sendable {
    package var address: String
    package var topic: String
    package var namespace: String

    /// How many bytes of an event are taken.
    package static let eventLimit = 4 << 20

    /// Reads the arguments; nil when they are none of a publisher.
    package init?(_ arguments: [String]) {
        guard arguments.contains("publish") else { return nil }
        func value(_ name: String) -> String? {
            for (index, word) in arguments.enumerated() {
                if word == name, index + 1 < arguments.count { return arguments[index + 1] }
                if word.hasPrefix("\(name)=") { return String(word.dropFirst(name.count + 1)) }
            }
            return nil
        }
        guard let address = value("--address") ?? value("-address"), let topic = value("--topic"),
            let namespace = value("--namespace")
        else { return nil }
        self.address = address
        self.topic = topic
        self.namespace = namespace
    }

    /// Forwards the event to the endpoint at the address.
    ///
    /// - Throws: A `TTRPCError` when nobody takes it.
    package func publish(_ event: [UInt8]) async throws {
        let clocks = ClockAnchors.read()
        let request = try Containerd_Services_Events_Ttrpc_V1_ForwardRequest.with {
            $0.envelope.topic = topic
            $0.envelope.namespace = namespace
            $0.envelope.timestamp.seconds = Int64(clocks.wall / 1_000_000_000)
            $0.envelope.timestamp.nanos = Int32(clocks.wall % 1_000_000_000)
            $0.envelope.event = try Google_Protobuf_Any(serializedBytes: event)
        }
        let scheme = "unix://"
        let path = address.hasPrefix(scheme) ? String(address.dropFirst(scheme.count)) : address
        let client = try Client(connectingTo: path)
        defer { client.close() }
        _ = try await client.call(EventsService.forward, request, timeout: .seconds(5))
    }
}
