import Synchronization

/// What makes a thread that waits for a socket look at something else.
final class Wakeup: Sendable {
    private let waiting: Socket
    private let waking: Mutex<Socket?>

    init() throws {
        let (waiting, waking) = try Socket.pair()
        self.waiting = waiting
        self.waking = Mutex(waking)
    }

    /// The socket that becomes readable.
    var socket: Socket { waiting }

    /// Makes the socket readable; nothing after `close()`.
    func wake() {
        waking.withLock { socket in
            // One byte that is not read yet wakes as well as two: a full buffer is no failure.
            _ = withUnsafeBytes(of: UInt8(1)) { byte in socket?.write(byte) }
        }
    }

    /// Makes the socket unreadable again.
    func clear() {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            while case .bytes(let count) = waiting.read(into: buffer), count == buffer.count {}
        }
    }

    /// Gives both descriptors back; the waiting thread must have been joined.
    func close() {
        waking.withLock { socket in
            guard let open = socket else { return }
            socket = nil
            open.close()
            waiting.close()
        }
    }
}
