import CGuest
import Glibc
import Linux

/// A socket over which the runtime hands out the terminal that it has made for a process.
struct Console: Sendable {
    let path: String
    private let listener: Descriptor

    init(at path: String) throws {
        self.path = path
        listener = try UnixSocket.listen(.path(path))
    }

    /// The terminal's outer end, which does not block; nil if none came in time.
    func terminal(within limit: Duration = .seconds(10)) async throws -> Descriptor? {
        let poller = try Poller.shared
        let deadline = Stamp.after(limit)
        guard let connection = try await poller.accept(listener, until: deadline) else { return nil }
        defer { connection.close() }
        while true {
            let received = try connection.withNumber { cguest_receive_descriptor($0) }
            if received >= 0 {
                let terminal = Descriptor(owning: received)
                try terminal.setNonBlocking()
                return terminal
            }
            guard received == -EAGAIN else { throw LinuxError(doing: "receive", to: "a terminal", errno: -received) }
            guard try await poller.readable(connection, until: deadline) else { return nil }
        }
    }

    /// Removes the socket.
    func close() {
        listener.close()
        _ = try? Files.remove(path)
    }
}
