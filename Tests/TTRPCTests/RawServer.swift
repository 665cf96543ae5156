@testable import TTRPC

/// A server without manners: a script decides every byte that it sends to its one client.
final class RawServer: Sendable {
    /// How long the server's side waits for the client's: longer than any client's own patience.
    static let patienceNanoseconds: UInt64 = 60_000_000_000

    /// The script's end of the connection; every read gives up after a minute.
    struct Peer: Sendable {
        let socket: Socket

        /// Reads the next frame, or nil at the end.
        func readFrame() -> Frame? {
            guard let head = read(FrameHeader.byteCount), let header = FrameHeader(head) else { return nil }
            guard let payload = read(Int(header.length)) else { return nil }
            return Frame(header: header, bytes: head + payload)
        }

        /// Reads exactly this many bytes, or nil at the end.
        func read(_ count: Int) -> [UInt8]? {
            var bytes: [UInt8] = []
            while bytes.count < count {
                guard Socket.wait(socket, orWritable: false, socket, nanoseconds: RawServer.patienceNanoseconds).first
                else {
                    return nil
                }
                var failed = false
                withUnsafeTemporaryAllocation(byteCount: count - bytes.count, alignment: 1) { buffer in
                    if case .bytes(let got) = socket.read(into: buffer), got > 0 {
                        bytes += buffer[..<got]
                    } else {
                        failed = true
                    }
                }
                if failed { return nil }
            }
            return bytes
        }

        /// Writes all of it, waiting for the client to read if need be.
        func write(_ bytes: [UInt8]) {
            var rest = bytes[...]
            while !rest.isEmpty {
                switch rest.withUnsafeBytes({ socket.write($0) }) {
                case .bytes(let count): rest = rest.dropFirst(count)
                case .wouldBlock: _ = Socket.wait(socket, orWritable: true, socket, nanoseconds: 1_000_000)
                case .failed: return
                }
            }
        }

        /// Waits for the client to close.
        func readToEnd() {
            while read(1) != nil {}
        }
    }

    private let thread: ReaderThread

    /// Listens at the path, accepts one client, runs the script on it, closes.
    init(listeningAt path: String, script: @escaping @Sendable (Peer) -> Void) throws {
        let listener = try Socket.listen(at: path)
        thread = try ReaderThread {
            _ = Socket.wait(listener, orWritable: false, listener, nanoseconds: RawServer.patienceNanoseconds)
            if let socket = listener.accept() {
                script(Peer(socket: socket))
                socket.close()
            }
            listener.close()
            removeSocket(at: path)
        }
    }

    func join() {
        thread.join()
    }
}

/// Runs the body with a client whose server follows the script, then closes both.
func withRawServer<R: Sendable>(
    _ script: @escaping @Sendable (RawServer.Peer) -> Void,
    observe: @escaping @Sendable (ClientEvent) -> Void = { _ in },
    _ body: (Client) async throws -> R
) async throws -> R {
    let path = socketPath()
    let server = try RawServer(listeningAt: path, script: script)
    defer { server.join() }
    let client = try Client(connectingTo: path, observe: observe)
    defer { client.close() }
    return try await body(client)
}
