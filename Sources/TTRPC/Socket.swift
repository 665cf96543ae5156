internal import Glibc
internal import Linux

// Every system call of this module but the threads'. All sockets are non-blocking: a peer that does not read, or a full
// backlog, must never block a thread that runs tasks. Errors are numbers here, not thrown: "not now" is the usual case.

/// The error number of a read whose peer closed with something unread.
let connectionReset = ECONNRESET

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    LinuxError(doing: "", to: "", errno: number).parts.why
}

/// What one attempt to read or write came to.
enum Transfer {
    /// This many bytes went through; of a read, 0 is the end.
    case bytes(Int)
    /// Nothing could go through now.
    case wouldBlock
    /// The call failed with this error number.
    case failed(Int32)
}

/// A stream socket of the unix family.
struct Socket: Sendable {
    private let descriptor: Descriptor

    /// A socket of an open descriptor, which is this one's from now on.
    init(descriptor: Descriptor) {
        self.descriptor = descriptor
    }

    /// Connects to the socket at the path; a path that starts with `@` is in the abstract namespace.
    static func connect(to path: String) throws -> Socket {
        try named("connecting to", path) { Socket(descriptor: try UnixSocket.connect($0)) }
    }

    /// Listens at the path, where nothing may be yet.
    static func listen(at path: String, backlog: Int32 = SOMAXCONN) throws -> Socket {
        try named("listening at", path) { Socket(descriptor: try UnixSocket.listen($0, backlog: backlog)) }
    }

    /// Listens at the path, in place of what is there; the name shows up only when it does.
    static func appear(at path: String) throws -> Socket {
        try named("listening at", path) { _ in Socket(descriptor: try UnixSocket.appear(at: path)) }
    }

    /// Two ends of one connection.
    static func pair() throws -> (Socket, Socket) {
        let (one, other) = try UnixSocket.pair()
        return (Socket(descriptor: one), Socket(descriptor: other))
    }

    /// Takes the next connection, or nil if none waits, the one that waited has gone, or there is no descriptor left.
    func accept() -> Socket? {
        (try? UnixSocket.accept(descriptor)).flatMap { $0 }.map { Socket(descriptor: $0) }
    }

    /// The process at the other end when it connected; 0 where it can't be told.
    var peer: Int32 { (try? UnixSocket.peer(of: descriptor))?.pid ?? 0 }

    /// Reads what is there into the buffer.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        transfer { recv($0, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) }
    }

    /// Writes as much of the bytes as goes without waiting, and without SIGPIPE.
    func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        transfer { send($0, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) }
    }

    /// Ends the connection, or half of it, also under a thread that waits for it.
    func shutDown(_ half: UnixSocket.Half) {
        try? UnixSocket.shutDown(descriptor, half)
    }

    /// Blocks this thread until the socket can be read or written, or has ended; false if it is closed.
    func wait(writable: Bool) -> Bool {
        withNumber { number in
            guard number >= 0 else { return false }
            var polled = pollfd(fd: number, events: Int16(writable ? POLLOUT : POLLIN), revents: 0)
            while poll(&polled, 1, -1) < 0 {
                if errno != EINTR { return false }
            }
            return true
        }
    }

    /// Gives the descriptor back; its number may be another's right after.
    func close() {
        descriptor.close()
    }

    /// Waits until a socket can be read, or the first one written, or the time is over.
    ///
    /// - Parameter nanoseconds: rounded up to milliseconds, at most a day; nil waits for ever.
    static func wait(
        _ first: Socket, orWritable: Bool, _ second: Socket, nanoseconds: UInt64?
    ) -> (first: Bool, writable: Bool, second: Bool) {
        let events = Int16(POLLIN) | (orWritable ? Int16(POLLOUT) : 0)
        // Divided before it is rounded: the largest number must not overflow.
        let milliseconds = nanoseconds.map { Int32(min($0 / 1_000_000 + 1, 86_400_000)) } ?? -1
        return first.withNumber { one in
            second.withNumber { other in
                withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { polled in
                    polled.initializeElement(at: 0, to: pollfd(fd: one, events: events, revents: 0))
                    polled.initializeElement(at: 1, to: pollfd(fd: other, events: Int16(POLLIN), revents: 0))
                    guard poll(polled.baseAddress, 2, milliseconds) > 0 else { return (false, false, false) }
                    let (here, there) = (Int32(polled[0].revents), Int32(polled[1].revents))
                    return (here & ~POLLOUT != 0, here & POLLOUT != 0, there != 0)
                }
            }
        }
    }

    /// Runs the body with the descriptor's number, which is -1 once it is closed: no call takes that for another's.
    private func withNumber<R>(_ body: (Int32) -> R) -> R {
        (try? descriptor.withNumber(body)) ?? body(-1)
    }

    private func transfer(_ call: (Int32) -> Int) -> Transfer {
        withNumber { number in
            while true {
                let count = call(number)
                if count >= 0 { return .bytes(count) }
                switch errno {
                case EINTR: continue
                case EAGAIN: return .wouldBlock
                default: return .failed(errno)
                }
            }
        }
    }

    private static func named(
        _ doing: String, _ path: String, _ open: (UnixAddress) throws -> Socket
    ) throws -> Socket {
        do {
            return try open(path.hasPrefix("@") ? .abstract(String(path.dropFirst())) : .path(path))
        } catch let error as LinuxError {
            throw TTRPCError.system(doing, path, error)
        }
    }
}

/// Removes a listening socket's name, if it has one.
func removeSocket(at path: String) {
    if !path.hasPrefix("@") { unlink(path) }
}
