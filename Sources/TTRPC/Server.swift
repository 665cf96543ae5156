import Synchronization

/// A ttrpc server at a unix socket.
///
/// One thread accepts, one more reads each connection. A client that goes leaves neither thread nor descriptor.
public final class Server: Sendable {
    private let core: ServerCore

    /// Listens at the path, where nothing may be yet, and serves from now on.
    ///
    /// - Parameters:
    ///   - replacing: takes the place of what is there, and shows up only when it listens.
    ///   - otherwise: answers what no method serves; without it that is `unimplemented`.
    ///   - observe: hears of every connection, request and end, on the threads that read; it must not block.
    public init(
        listeningAt path: String, replacing: Bool = false, methods: [ServerMethod],
        otherwise: (@Sendable (ServerRequest) async -> ServerResponse)? = nil,
        observe: @escaping @Sendable (ServerEvent) -> Void = { _ in }
    ) throws {
        let socket = try replacing ? Socket.appear(at: path) : Socket.listen(at: path)
        core = try ServerCore(
            socket, path: path, routes: ServerRoutes(methods, otherwise: otherwise), observe: observe)
        try core.start()
    }

    deinit {
        core.close()
    }

    /// How many clients are connected, or have gone and are not cleared away yet.
    package var connectionCount: Int { core.connectionCount }

    /// Stops: no more connections and requests, then what is being handled is answered, then everything is closed.
    ///
    /// - Parameter grace: what is not answered by then is cancelled.
    public func stop(grace: Duration = .seconds(1)) async {
        await core.drain(grace)
        core.close()
    }

    /// Closes everything at once; what is being handled is cancelled and never answered.
    public func abort() {
        core.close()
    }
}
