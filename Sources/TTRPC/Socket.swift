internal import Glibc

// Every system call of this module but the threads'. All descriptors are close-on-exec and non-blocking: a peer that
// does not read, or a full backlog, must never block a thread that runs tasks.

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 128)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The error number of a read whose peer closed with something unread.
let connectionReset = ECONNRESET

/// What one attempt to read or write came to.
enum Transfer {
    /// This many bytes went through; of a read, 0 is the end.
    case bytes(Int)
    /// Nothing could go through now.
    case wouldBlock
    /// The call failed with this error number.
    case failed(Int32)
}

/// A stream socket of the unix family, by its number; whoever holds it closes it.
struct Socket: Sendable {
    /// The descriptor's number.
    let number: Int32

    /// Connects to the socket at the path; a path that starts with `@` is in the abstract namespace.
    static func connect(to path: String) throws -> Socket {
        let doing = "connecting to"
        let socket = try open(doing, path)
        let result = try socket.closingOnThrow {
            try withAddress(of: path, doing) { Glibc.connect(socket.number, $0, $1) }
        }
        guard result == 0 else {
            let number = errno
            socket.close()
            throw TTRPCError.system(doing, path, errno: number)
        }
        return socket
    }

    /// Listens at the path, where nothing may be yet.
    static func listen(at path: String, backlog: Int32 = SOMAXCONN) throws -> Socket {
        let doing = "listening at"
        let socket = try open(doing, path)
        let result = try socket.closingOnThrow {
            try withAddress(of: path, doing) { Glibc.bind(socket.number, $0, $1) }
        }
        guard result == 0, Glibc.listen(socket.number, backlog) == 0 else {
            let number = errno
            socket.close()
            throw TTRPCError.system(doing, path, errno: number)
        }
        return socket
    }

    /// Two ends of one connection: `.0` is for waiting, `.1` for waking.
    static func pair() throws -> (Socket, Socket) {
        var numbers: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, streamType, 0, &numbers) == 0 else {
            throw TTRPCError.system("making", "a pair of sockets", errno: errno)
        }
        return (Socket(number: numbers[0]), Socket(number: numbers[1]))
    }

    /// Takes the next connection, or nil if none waits or the one that waited has gone.
    func accept() -> Socket? {
        let accepted = Glibc.accept(number, nil, nil)
        guard accepted >= 0 else { return nil }
        // accept4 is not importable from Swift; spawning closes what it was not told to keep, so the gap is harmless.
        _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
        _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
        return Socket(number: accepted)
    }

    /// Reads what is there into the buffer.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        transfer { recv(number, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) }
    }

    /// Writes as much of the bytes as goes without waiting, and without SIGPIPE.
    func write(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        return transfer { send(number, bytes.baseAddress, bytes.count, flags) }
    }

    /// Gives the descriptor back; its number may be another's right after.
    func close() {
        _ = Glibc.close(number)
    }

    /// Waits until a socket can be read, or the first one written, or the time is over.
    ///
    /// - Parameter nanoseconds: rounded up to milliseconds, at most a day; nil waits for ever.
    static func wait(
        _ first: Socket, orWritable: Bool, _ second: Socket, nanoseconds: UInt64?
    ) -> (first: Bool, writable: Bool, second: Bool) {
        let events = Int16(POLLIN) | (orWritable ? Int16(POLLOUT) : 0)
        let milliseconds = nanoseconds.map { Int32(min(($0 + 999_999) / 1_000_000, 86_400_000)) } ?? -1
        return withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { polled in
            polled.initializeElement(at: 0, to: pollfd(fd: first.number, events: events, revents: 0))
            polled.initializeElement(at: 1, to: pollfd(fd: second.number, events: Int16(POLLIN), revents: 0))
            guard poll(polled.baseAddress, 2, milliseconds) > 0 else { return (false, false, false) }
            let (one, two) = (Int32(polled[0].revents), Int32(polled[1].revents))
            return (one & ~POLLOUT != 0, one & POLLOUT != 0, two != 0)
        }
    }

    /// The socket type with the flags that every descriptor here has.
    private static var streamType: Int32 {
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    }

    private static func open(_ doing: String, _ path: String) throws -> Socket {
        let number = socket(AF_UNIX, streamType, 0)
        guard number >= 0 else { throw TTRPCError.system(doing, path, errno: errno) }
        return Socket(number: number)
    }

    private func closingOnThrow<R>(_ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch {
            close()
            throw error
        }
    }

    /// Hands the path's address to the body; a path has at most 107 bytes, and no zero.
    private static func withAddress<R>(
        of path: String, _ doing: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
    ) throws -> R {
        var bytes = Array(path.utf8)
        guard !bytes.isEmpty, !bytes.contains(0) else {
            throw TTRPCError.address(doing, "\"\(path)\"", "a socket's path is neither empty nor has a zero in it")
        }
        let abstract = bytes[0] == UInt8(ascii: "@")
        if abstract { bytes[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < capacity else {
            throw TTRPCError.address(
                doing, path, "the path has \(bytes.count) bytes; a socket's has at most \(capacity - 1)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        // An abstract name ends where the length says; a path at its zero.
        let size = MemoryLayout<sockaddr_un>.size - capacity + bytes.count + (abstract ? 0 : 1)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(size)) }
        }
    }

    private func transfer(_ call: () -> Int) -> Transfer {
        while true {
            let count = call()
            if count >= 0 { return .bytes(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .failed(errno)
            }
        }
    }
}

/// Removes a listening socket's name, if it has one.
func removeSocket(at path: String) {
    if !path.hasPrefix("@") { unlink(path) }
}
