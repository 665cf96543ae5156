import CLinux
import Glibc

/// The root directory of a process, in that process's mount namespace, which is held as long as this.
///
/// A held root alone is a trap: once the last process of its namespace has gone, it shows the host's files, and a
/// removal through it would be of the host's.
package struct ProcessRoot: Sendable {
    package let namespace: Namespace
    private let root: Descriptor

    /// Opens the root of a process; nil if it is gone.
    package init?(of process: ProcessIdentity) throws {
        do {
            namespace = try Namespace(.mount, of: process.pid)
            root = try Files.open("/proc/\(process.pid)/root", O_RDONLY | O_DIRECTORY)
        } catch let error as LinuxError where error.isOfNoProcess {
            return nil
        }
        // Only now: before, the number could have become another process's.
        guard try ProcessIdentity.of(process.pid) == process else { return nil }
    }

    /// Opens a path as the process sees it: links lead nowhere out of its root. Close-on-exec; makes nothing.
    package func open(_ path: String, _ flags: Int32) throws -> Descriptor {
        try root.withNumber { number in
            let opened = clinux_open_in_root(number, path, flags & ~O_CREAT)
            return Descriptor(owning: try checked(opened, "open", "\(path) in namespace \(namespace.identity.inode)"))
        }
    }

    /// Opens a directory as the process sees it, to look or remove below it.
    package func directory(_ path: String) throws -> Directory {
        Directory(descriptor: try open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), path: path)
    }

    /// Uses a path by which this process reaches one of that process, such as a socket's: short, whatever the root.
    ///
    /// Absolute links on the way lead into *this* process's root: only for paths that nobody untrusted can change.
    package func withPath<Result>(_ path: String, _ body: (String) throws -> Result) throws -> Result {
        try root.withNumber { try body("/proc/self/fd/\($0)/\(path.drop { $0 == "/" })") }
    }
}
