import Linux

/// The sockets that processes hold in the folders where shims listen: a shim that is killed leaves its own behind.
enum ShimSockets {
    /// Many shims' tables fit; a longer one is cut.
    private static let mostBytes = 16 << 20

    /// Paths of the sockets that these processes hold.
    static func held(by pids: [Int32]) -> Set<String> {
        guard !pids.isEmpty, let table = try? Files.read("/proc/self/net/unix", limit: mostBytes).bytes else {
            return []
        }
        var paths: [Substring: String] = [:]
        // `Num RefCount Protocol Flags Type St Inode Path`; most have no path.
        for line in String(decoding: table, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 7)
            guard words.count == 8 else { continue }
            let path = String(words[7])
            if Register.Entry.socketFolders.contains(where: { path.isAtOrBelow($0) }) { paths[words[6]] = path }
        }
        guard !paths.isEmpty else { return [] }
        return Set(pids.flatMap { pid in inodes(of: pid).compactMap { paths[$0[...]] } })
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
