package import SwiftProtobuf
package import TTRPC

/// The method by which a shim reports events; the shim is the client.
package enum EventsService {
    /// The service's full name.
    package static let service = "containerd.services.events.ttrpc.v1.Events"
    /// The key of the metadata that names the containerd namespace.
    package static let namespaceKey = "containerd-namespace-ttrpc"

    /// Reports one event.
    package static let forward = TTRPCMethod<
        Containerd_Services_Events_Ttrpc_V1_ForwardRequest, Google_Protobuf_Empty
    >(service, "Forward")

    /// A server's side of the method.
    ///
    /// - Parameter handler: gets the request as it came and its envelope; nil where the payload is not one, or has none.
    /// - Returns: a method that answers as the handler says, with an empty message or a status.
    package static func served(
        _ handler: @escaping @Sendable (ServerRequest, Containerd_Types_Envelope?) async -> Status?
    ) -> ServerMethod {
        .unary(service, forward.name) { request in
            let message = try? Containerd_Services_Events_Ttrpc_V1_ForwardRequest(serializedBytes: request.payload)
            let envelope = message.flatMap { $0.hasEnvelope ? $0.envelope : nil }
            if let status = await handler(request, envelope) { return .failure(status) }
            return .success([])
        }
    }
}
