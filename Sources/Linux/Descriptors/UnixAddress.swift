import CLinux

/// The name of a unix socket.
package enum UnixAddress: Hashable, Sendable, CustomStringConvertible {
    /// A path of at most 107 bytes.
    case path(String)

    /// A name outside the file system, of at most 106 bytes, that belongs to the network namespace.
    case abstract(String)

    package var description: String {
        switch self {
        case .path(let path): path
        case .abstract(let name): "@\(name)"
        }
    }

    /// The bytes that the kernel wants. Refuses what would be cut silently by programs less careful.
    func name(doing: String) throws(LinuxError) -> [UInt8] {
        let bytes: [UInt8]
        switch self {
        case .path(let path):
            bytes = Array(path.utf8)
            guard !bytes.isEmpty, !bytes.contains(0) else {
                throw LinuxError(
                    doing: doing, to: "unix socket \(debugDescription)", because: "the path is empty or holds a zero",
                    now: "give a path")
            }
        case .abstract(let name): bytes = [0] + Array(name.utf8)
        }
        guard bytes.count <= CLINUX_SOCKET_NAME_BYTES else {
            throw LinuxError(
                doing: doing, to: "unix socket \(self)",
                because: "its name has \(bytes.count) bytes, and the kernel takes \(CLINUX_SOCKET_NAME_BYTES)",
                now: "put it into a folder with a shorter path")
        }
        return bytes
    }

    private var debugDescription: String { String(reflecting: description) }
}
