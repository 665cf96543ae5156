import Facets
import Glibc
import Linux
import Synchronization

/// Reads of files whose size and kind nobody has vouched for.
enum PlainFile {
    /// The largest file that is digested; a guest's image has up to 1 GB.
    static let digestLimit = 4 << 30

    /// The beginning of a plain file; what is none, as a fifo, is not opened for reading.
    static func read(_ path: String, limit: Int) throws(FindingTrouble) -> (bytes: [UInt8], cut: Bool) {
        _ = try status(path)
        do {
            return try Files.read(path, limit: limit)
        } catch {
            throw FindingTrouble(path, "\(error)")
        }
    }

    /// A plain file's SHA-256, hexadecimal, read a piece at a time; once for one that many configurations name.
    static func digest(_ path: String) throws(FindingTrouble) -> String {
        let seen = try status(path)
        let key = Key(seen)
        if let known = known.withLock({ $0[key] }) { return known }
        guard seen.st_size <= digestLimit else {
            throw FindingTrouble(path, "it has \(seen.st_size) bytes; up to \(digestLimit) are digested")
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
            throw FindingTrouble(path, "\(error)")
        }
    }

    /// What a file is told by, as long as nobody writes to it.
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

    private static let known = Mutex<[Key: String]>([:])

    static func status(_ path: String) throws(FindingTrouble) -> stat {
        var seen = stat()
        guard stat(path, &seen) == 0 else {
            throw FindingTrouble(path, errno == ENOENT ? "it is not there" : String(cString: strerror(errno)))
        }
        guard seen.st_mode & S_IFMT == S_IFREG else { throw FindingTrouble(path, "it is no file") }
        return seen
    }
}
