/// The methods of a server, by service and name.
struct ServerRoutes: Sendable {
    private let handlers: [String: [String: ServerMethod.Handler]]
    private let otherwise: (@Sendable (ServerRequest) async -> ServerResponse)?

    init(_ methods: [ServerMethod], otherwise: (@Sendable (ServerRequest) async -> ServerResponse)?) {
        var handlers: [String: [String: ServerMethod.Handler]] = [:]
        for method in methods {
            handlers[method.service, default: [:]][method.name] = method.handler
        }
        self.handlers = handlers
        self.otherwise = otherwise
    }

    /// The handler of the request; for a method that is not served, one that says so in the words of Go's ttrpc.
    func handler(of request: ServerRequest) -> ServerMethod.Handler {
        if let methods = handlers[request.service], let handler = methods[request.method] { return handler }
        if let otherwise { return .unary(otherwise) }
        let missing = handlers[request.service] == nil ? "service \(request.service)" : "method \(request.method)"
        return .unary { _ in .failure(Status(.unimplemented, missing)) }
    }
}
