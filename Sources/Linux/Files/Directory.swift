import CLinux
import Glibc

/// An open directory, below which names are looked up without leaving it.
///
/// For trees that others write in: no symbolic link is followed, no mount is crossed, `..` does not lead out. Names
/// are bytes, as the kernel has them.
package struct Directory: Sendable {
    package let descriptor: Descriptor

    /// How it was reached, for errors.
    package let path: String

    /// Opens a trusted path. ELOOP or ENOTDIR if its last part is a symbolic link.
    package init(_ path: String) throws {
        descriptor = try Files.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        self.path = path
    }

    init(descriptor: Descriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Opens a directory below. EXDEV if it is another mount, ELOOP if it is a symbolic link.
    package func directory(_ name: [UInt8]) throws -> Directory {
        let opened = try open(name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        return Directory(descriptor: opened, path: child(name))
    }

    /// Opens anything below; close-on-exec.
    package func open(_ name: [UInt8], _ flags: Int32, mode: UInt32 = 0o644) throws -> Descriptor {
        try call("open", name) { clinux_open_beneath($0, $1, flags, mode) }
    }

    /// Makes a directory here.
    package func makeDirectory(_ name: [UInt8], mode: UInt32 = 0o755) throws {
        _ = try status("make directory", try single(name)) { mkdirat($0, $1, mode) < 0 ? -errno : 0 }
    }

    /// Removes a file, link, socket or fifo here; never a directory.
    package func remove(_ name: [UInt8]) throws {
        _ = try status("remove", try single(name)) { unlinkat($0, $1, 0) < 0 ? -errno : 0 }
    }

    /// Removes an empty directory here.
    package func removeDirectory(_ name: [UInt8]) throws {
        _ = try status("remove directory", try single(name)) { unlinkat($0, $1, AT_REMOVEDIR) < 0 ? -errno : 0 }
    }

    /// The names here, without `.` and `..`, in the kernel's order; at most `limit`.
    package func names(limit: Int = .max) throws -> [[UInt8]] {
        let copy = try open(Array(".".utf8), O_RDONLY | O_DIRECTORY)
        let number = try copy.withNumber { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        guard number >= 0, let stream = fdopendir(number) else {
            let failure = errno
            if number >= 0 { close(number) }
            throw LinuxError(doing: "list", to: path, errno: failure)
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        var failure: Int32 = 0
        while names.count < limit, let name = clinux_next_name(UnsafeMutableRawPointer(stream), &failure) {
            let bytes = Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
            if bytes != [0x2e], bytes != [0x2e, 0x2e] { names.append(bytes) }
        }
        if failure != 0 { throw LinuxError(doing: "list", to: path, errno: failure) }
        return names
    }

    /// A name's path, for errors.
    func child(_ name: [UInt8]) -> String { "\(path)/\(String(decoding: name, as: UTF8.self))" }

    private func single(_ name: [UInt8]) throws(LinuxError) -> [UInt8] {
        if name.contains(0x2f) || name == [0x2e, 0x2e] {
            throw LinuxError(
                doing: "use", to: child(name), because: "a name in a directory was expected, not a path",
                now: "open the directory that it is in")
        }
        return name
    }

    private func call(_ doing: String, _ name: [UInt8], _ body: (Int32, UnsafePointer<CChar>) -> Int32) throws
        -> Descriptor
    {
        Descriptor(owning: try status(doing, name, body))
    }

    private func status(
        _ doing: String, _ name: [UInt8], _ body: (Int32, UnsafePointer<CChar>) -> Int32
    ) throws -> Int32 {
        try descriptor.withNumber { number in
            let terminated = name.map(CChar.init(bitPattern:)) + [0]
            let result = terminated.withUnsafeBufferPointer { characters in
                characters.baseAddress.map { body(number, $0) } ?? -EINVAL
            }
            return try checked(result, doing, child(name))
        }
    }
}
