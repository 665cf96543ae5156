/// A method that a server serves.
public struct ServerMethod: Sendable {
    /// How the requests of the method are handled.
    enum Handler: Sendable {
        case unary(@Sendable (ServerRequest) async -> ServerResponse)
        case stream(@Sendable (ServerRequest, ServerStream) async -> ServerResponse?)
    }

    let service: String
    let name: String
    let handler: Handler

    /// A method that takes one message and gives one.
    ///
    /// - Parameter handler: begins on the connection's reader thread, in the order of the requests; it may suspend but
    ///   must not block. It is cancelled if the server stops first.
    public static func unary(
        _ service: String, _ name: String, handler: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) -> ServerMethod {
        ServerMethod(service: service, name: name, handler: .unary(handler))
    }

    /// A method that takes or gives any number of messages.
    ///
    /// - Parameter handler: as for a unary method; nil as its answer ends the stream without one.
    package static func stream(
        _ service: String, _ name: String,
        handler: @escaping @Sendable (ServerRequest, ServerStream) async -> ServerResponse?
    ) -> ServerMethod {
        ServerMethod(service: service, name: name, handler: .stream(handler))
    }
}
