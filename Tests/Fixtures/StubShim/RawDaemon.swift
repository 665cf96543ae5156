import Linux
import TTRPC

/// A daemon without manners: what it writes back is no server's.
struct RawDaemon {
    let mode: Mode
    let socket: String

    /// Serves one connection after another; ends with the first that ends, as a shim would whose client has gone.
    func run(_ accepting: () -> Void) async throws {
        let listener = try UnixSocket.listen(.path(socket))
        accepting()
        let poller = try Poller.shared
        guard let connection = try await poller.accept(listener) else { return }
        var answers = 0
        while let header = try await read(FrameHeader.byteCount, from: connection) {
            let length = header[0..<4].reduce(0) { $0 << 8 | Int($1) }
            let stream = header[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard try await read(length, from: connection) != nil else { return }
            guard let answer = answer(on: stream) else { continue }
            guard try await poller.writeAll(connection, answer), mode != .tornFrame else { return }
            // What comes after the first request can only be the shutdown.
            answers += 1
            if answers == 2 { return }
        }
    }

    private func answer(on stream: UInt32) -> [UInt8]? {
        switch mode {
        case .brokenFrame:
            Frame(streamID: stream, type: .response, payload: [UInt8](repeating: 0xff, count: 24)).bytes
        case .tornFrame: Array(Frame(streamID: stream, type: .response, payload: [0, 0, 0]).bytes.prefix(11))
        case .oversizeFrame:
            Frame(streamID: stream, type: .response, payload: [UInt8](repeating: 0, count: 5 << 20)).bytes
        case .otherStream: Frame(streamID: stream + 100, type: .response, payload: []).bytes
        default: nil
        }
    }

    private func read(_ count: Int, from connection: Descriptor) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard try await Poller.shared.readable(connection) else { return nil }
            let more = try connection.read(upTo: count - bytes.count)
            if more.isEmpty { return nil }
            bytes += more
        }
        return bytes
    }
}
