import CLinux
import Glibc

/// A namespace, held by a descriptor: it stays as long as this, also when its last process has gone.
///
/// Hold a mount namespace while a path in it is used. After its last process a held root shows the host's files.
package struct Namespace: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case mount = "mnt"
        case network = "net"
        case process = "pid"
        case host = "uts"
        case communication = "ipc"
        case user
        case cgroup
        case time
    }

    package let kind: Kind
    package let descriptor: Descriptor

    /// Equal for the same namespace, whoever asked.
    package let identity: FileIdentity

    /// The namespace that a process lives in; 0 stands for the calling thread.
    package init(_ kind: Kind, of pid: Int32) throws {
        let owner = pid == 0 ? "thread-self" : "\(pid)"
        try self.init(kind, at: "/proc/\(owner)/ns/\(kind.rawValue)")
    }

    /// The namespace that a file stands for, as one in `/run/netns` does.
    package init(_ kind: Kind, at path: String) throws {
        let number = uninterrupted { open(path, O_RDONLY | O_CLOEXEC) }
        self.kind = kind
        self.descriptor = Descriptor(owning: try checked(number, "open namespace", path))
        self.identity = try descriptor.identity
    }

    /// Whether the two are the same namespace.
    package func isSame(as other: Namespace) -> Bool { identity == other.identity }
}
