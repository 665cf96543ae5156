import Linux

/// The sockets in the folders where shims listen, as the kernel's table has them.
package enum ShimSockets {
    /// Many shims' tables fit; a longer one is cut.
    private static let mostBytes = 16 << 20
    /// The flag of a socket that listens (SO_ACCEPTCON).
    private static let listens: UInt32 = 0x10000

    /// Paths of sockets that some process listens on, whoever it is.
    package static func listening() -> Set<String> {
        Set(table().filter { $0.flags & listens != 0 }.map(\.path))
    }

    /// Paths of the sockets that these processes hold: a shim that is killed leaves its own behind.
    static func held(by pids: [Int32]) -> Set<String> {
        guard !pids.isEmpty else { return [] }
        let paths = Dictionary(table().map { ($0.inode, $0.path) }, uniquingKeysWith: { first, _ in first })
        guard !paths.isEmpty else { return [] }
        return Set(pids.flatMap { pid in inodes(of: pid).compactMap { paths[$0[...]] } })
    }

    /// `Num RefCount Protocol Flags Type St Inode Path`; most have no path.
    private static func table() -> [(flags: UInt32, inode: Substring, path: String)] {
        guard let bytes = try? Files.read("/proc/self/net/unix", limit: mostBytes).bytes else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", maxSplits: 7)
            guard words.count == 8, let flags = UInt32(words[3], radix: 16) else { return nil }
            let path = String(words[7])
            guard Register.Entry.socketFolders.contains(where: { path.isAtOrBelow($0) }) else { return nil }
            return (flags, words[6], path)
        }
    }

    private static func inodes(of pid: Int32) -> [String] {
        let folder = "/proc/\(pid)/fd"
        let names = (try? Directory(folder).names(limit: 4096)) ?? []
        let prefix = "socket:["
        return names.compactMap { name in
            guard let link = try? Files.readLink("\(folder)/\(String(decoding: name, as: UTF8.self))"),
                link.hasPrefix(prefix)
            else { return nil }
            return String(link.dropFirst(prefix.count).dropLast())
        }
    }
}
