import Glibc

/// The disk as the kernel offers it; no link is followed at the end of a path.
package struct LocalDisk: ArchiveDisk {
    package init() {}

    package func makeFolder(_ path: String) throws(DiskFailure) {
        guard mkdir(path, 0o755) == 0 else { throw DiskFailure(errno: errno) }
    }

    package func open(_ path: String, _ how: DiskOpening) throws(DiskFailure) -> any ArchiveFile {
        let flags =
            switch how {
            case .new: O_CREAT | O_EXCL
            case .empty: O_CREAT | O_TRUNC
            case .existing: Int32(0)
            }
        let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | flags, 0o644)
        guard descriptor >= 0 else { throw DiskFailure(errno: errno) }
        return LocalFile(descriptor)
    }

    package func rename(_ path: String, to: String) throws(DiskFailure) {
        guard Glibc.rename(path, to) == 0 else { throw DiskFailure(errno: errno) }
    }

    package func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}

/// An open file of the local disk; its descriptor is closed with it.
final class LocalFile: ArchiveFile {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { Glibc.close(descriptor) }

    func write(_ bytes: [UInt8]) throws(DiskFailure) {
        var from = 0
        while from < bytes.count {
            let count = bytes[from...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { throw DiskFailure(errno: errno) }
            } else {
                from += count
            }
        }
    }

    func sync() throws(DiskFailure) {
        guard fdatasync(descriptor) == 0 else { throw DiskFailure(errno: errno) }
    }

    func truncate(to length: Int) throws(DiskFailure) {
        guard ftruncate(descriptor, length) == 0 else { throw DiskFailure(errno: errno) }
    }

    func lock() throws(DiskFailure) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw DiskFailure(errno: errno) }
        return false
    }

    /// Nothing to do at once: the descriptor goes with the last reference, so that no write can reach a reused number.
    func close() {}
}
