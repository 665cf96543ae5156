import Facets
package import Glibc
import Linux
import Synchronization

/// The SHA-256 of installed files: once for one that many contenders name, as long as nobody writes to it.
package enum FileDigest {
    /// Why a file has none; the path is the caller's to say.
    package struct Trouble: Error, Sendable, Hashable {
        package var why: String
    }

    /// The largest file that is digested, bytes; a guest's image has up to 1 GB.
    private static let limit = 4 << 30
    private static let known = Mutex<[Key: String]>([:])

    /// A plain file's digest, hexadecimal, read a piece at a time.
    package static func of(_ path: String) throws(Trouble) -> String {
        let seen = try status(path)
        let key = Key(seen)
        if let known = known.withLock({ $0[key] }) { return known }
        guard seen.st_size <= limit else {
            throw Trouble(why: "it has \(seen.st_size) bytes; up to \(limit) are digested")
        }
        do {
            let file = try Files.open(path, O_RDONLY | O_NONBLOCK)
            defer { file.close() }
            var hash = SHA256()
            // One that grows while it is read ends where it was to end.
            var left = seen.st_size
            while left > 0 {
                let piece = try file.read(upTo: min(left, 1 << 20))
                guard !piece.isEmpty else { break }
                hash.update(piece)
                left -= piece.count
            }
            let digest = hash.finish().hexadecimal
            known.withLock { $0[key] = digest }
            return digest
        } catch {
            throw Trouble(why: "\(error)")
        }
    }

    /// What `stat` says of a plain file; what is none, as a fifo, is not opened.
    package static func status(_ path: String) throws(Trouble) -> stat {
        var seen = stat()
        guard stat(path, &seen) == 0 else {
            throw Trouble(why: errno == ENOENT ? "it is not there" : String(cString: strerror(errno)))
        }
        guard seen.st_mode & S_IFMT == S_IFREG else { throw Trouble(why: "it is no file") }
        return seen
    }

    /// What a file is told by.
    private struct Key: Hashable {
        let device: UInt
        let inode: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init(_ seen: stat) {
            device = seen.st_dev
            inode = seen.st_ino
            size = seen.st_size
            seconds = seen.st_mtim.tv_sec
            nanoseconds = seen.st_mtim.tv_nsec
        }
    }
}
