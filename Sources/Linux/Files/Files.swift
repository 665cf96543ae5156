import Glibc

/// Files by path. Not for paths that hold a part that someone untrusted can change: see `Directory`.
package enum Files {
    /// Reads a file, at most `limit` bytes of it; `cut` if there was more.
    ///
    /// Works for /proc and /sys, whose sizes are 0. Does not wait for a fifo's writer.
    package static func read(_ path: String, limit: Int) throws -> (bytes: [UInt8], cut: Bool) {
        let descriptor = try open(path, O_RDONLY | O_NONBLOCK)
        do {
            return try descriptor.readAll(limit: limit)
        } catch let error as LinuxError where error.errno != 0 {
            throw LinuxError(doing: "read", to: path, errno: error.errno)
        }
    }

    /// Opens with these flags, and close-on-exec.
    package static func open(_ path: String, _ flags: Int32, mode: UInt32 = 0o644) throws -> Descriptor {
        let number = uninterrupted { Glibc.open(path, flags | O_CLOEXEC, mode) }
        return Descriptor(owning: try checked(number, "open", path))
    }

    /// Where a symbolic link points.
    package static func readLink(_ path: String) throws -> String {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, filled in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else { return }
                let count = readlink(path, start, characters.count)
                if count < 0 { failure = errno } else { filled = count }
            }
        }
        if failure != 0 { throw LinuxError(doing: "read link", to: path, errno: failure) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Makes a directory. EEXIST if anything is there.
    package static func makeDirectory(_ path: String, mode: UInt32 = 0o755) throws {
        _ = try checked(mkdir(path, mode) < 0 ? -errno : 0, "make directory", path)
    }

    /// Removes an empty directory. A cgroup is one: EBUSY while processes are in it.
    package static func removeDirectory(_ path: String) throws {
        _ = try checked(rmdir(path) < 0 ? -errno : 0, "remove directory", path)
    }

    /// Removes a file, socket, fifo or symbolic link; false if there is none.
    @discardableResult
    package static func remove(_ path: String) throws -> Bool {
        if unlink(path) == 0 { return true }
        let number = errno
        if number == ENOENT { return false }
        throw LinuxError(doing: "remove", to: path, errno: number)
    }
}
