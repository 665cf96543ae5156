import TTRPC

/// The method that both languages' servers serve.
enum Echo {
    static let service = "bench.Echo"
    static let method = "Echo"
    /// Makes a request frame of 110 bytes: 10 of header, 20 of names and tags, and this.
    static let payload = [0x0a, 78] + [UInt8](repeating: 0x55, count: 78)
}

/// Answers every echo with its own payload, until the process is ended.
func serve(at path: String) async throws {
    let echo = ServerMethod.unary(Echo.service, Echo.method) { .success($0.payload) }
    let server = try Server(listeningAt: path, methods: [echo])
    while true {
        try await Task.sleep(for: .seconds(3600))
        _ = server
    }
}
