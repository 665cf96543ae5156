import CLinux
import Glibc

/// Sockets with a name on this machine.
package enum UnixSocket {
    /// Listens; the descriptor is non-blocking. A path must not exist yet and has at most 107 bytes.
    package static func listen(_ address: UnixAddress, backlog: Int32 = 128) throws -> Descriptor {
        let name = try address.name(doing: "listen on")
        let number = clinux_listen(name, UInt32(name.count), backlog)
        return Descriptor(owning: try checked(number, "listen on", "unix socket \(address)"))
    }

    /// Listens at a path that shows up only when it does, in place of what was there.
    ///
    /// Between bind(2) and listen(2) a name refuses whoever finds it, and who waits for the name to come takes that for an
    /// answer. The kernel's table keeps the name that it was bound by, the path and a tilde.
    package static func appear(at path: String) throws -> Descriptor {
        let hidden = "\(path)~"
        unlink(hidden)
        let listener = try listen(.path(hidden))
        // Whoever was let in by the one that is replaced is let in by this one.
        var rights = stat()
        if stat(path, &rights) == 0 { chmod(hidden, rights.st_mode & 0o7777) }
        guard rename(hidden, path) == 0 else {
            let error = LinuxError(doing: "rename", to: "\(hidden) to \(path)", errno: errno)
            unlink(hidden)
            throw error
        }
        return listener
    }

    /// Receives datagrams, one a read; the descriptor is non-blocking. A path must not exist yet.
    package static func datagrams(at address: UnixAddress) throws -> Descriptor {
        let name = try address.name(doing: "receive at")
        let number = clinux_receive_at(name, UInt32(name.count))
        return Descriptor(owning: try checked(number, "receive at", "unix socket \(address)"))
    }

    /// Connects; the descriptor is non-blocking. Never waits: EAGAIN when the backlog is full.
    package static func connect(_ address: UnixAddress) throws -> Descriptor {
        let name = try address.name(doing: "connect to")
        let number = clinux_connect(name, UInt32(name.count))
        return Descriptor(owning: try checked(number, "connect to", "unix socket \(address)"))
    }

    /// Takes one waiting connection, non-blocking; nil if none is there.
    package static func accept(_ listener: Descriptor) throws -> Descriptor? {
        try listener.withNumber { number in
            let connection = clinux_accept(number)
            if connection == -EAGAIN { return nil }
            return Descriptor(owning: try checked(connection, "accept on", "descriptor \(number)"))
        }
    }

    /// Two sockets connected with each other, both blocking.
    package static func pair() throws -> (Descriptor, Descriptor) {
        var one: Int32 = -1
        var other: Int32 = -1
        _ = try checked(clinux_socket_pair(&one, &other), "make", "a pair of sockets")
        return (Descriptor(owning: one), Descriptor(owning: other))
    }

    /// Who was at the other end when it connected (or listened).
    package static func peer(of connection: Descriptor) throws -> (pid: Int32, user: UInt32, group: UInt32) {
        try connection.withNumber { number in
            var pid: Int32 = 0
            var user: UInt32 = 0
            var group: UInt32 = 0
            _ = try checked(clinux_peer(number, &pid, &user, &group), "ask the peer of", "descriptor \(number)")
            return (pid, user, group)
        }
    }

    /// Which halves of a connection `shutDown` ends.
    package enum Half: Int32, Sendable {
        case reading = 0
        case writing = 1
        case both = 2
    }

    /// Ends a connection, or half of it, also under a thread that is blocked in it. One that has ended stays so.
    package static func shutDown(_ connection: Descriptor, _ half: Half) throws {
        try connection.withNumber { number in
            let result = clinux_shut_down(number, half.rawValue)
            if result != -ENOTCONN { _ = try checked(result, "shut down", "descriptor \(number)") }
        }
    }
}
