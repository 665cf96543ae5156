import CLinux
import Glibc

/// One change of the mount table that a child makes in its own mount namespace, before it executes its program.
package enum MountOperation: Hashable, Sendable {
    /// Mounts a file system; `options` are the file system's own, flags are `MountFlags`.
    case mount(type: String, source: String, target: String, flags: MountFlags = [], options: String = "")

    /// Makes a tree appear at another place too, with what is mounted below it if `recursive`.
    case bind(source: String, target: String, recursive: Bool = true)

    /// Takes what is mounted at a path, and everything mounted below it, out of the namespace (MNT_DETACH).
    case unmount(String)

    /// Makes a directory if it is not there.
    case directory(String, mode: UInt32 = 0o755)

    /// An empty file system of its own in memory; `options` like `mode=755,size=16m`, and the name that mount tables show.
    package static func memory(
        at target: String, options: String = "mode=755", named source: String = "tmpfs"
    ) -> MountOperation {
        .mount(type: "tmpfs", source: source, target: target, flags: [.noSetUserID, .noDevices], options: options)
    }

    /// The operation in one line, for errors and records.
    package var text: String {
        switch self {
        case .mount(let type, let source, let target, _, let options):
            "mount -t \(type) \(source) \(target)" + (options.isEmpty ? "" : " -o \(options)")
        case .bind(let source, let target, let recursive): "mount --\(recursive ? "r" : "")bind \(source) \(target)"
        case .unmount(let target): "umount -R \(target)"
        case .directory(let path, _): "mkdir \(path)"
        }
    }
}

/// Flags of a mount, with the kernel's values.
package struct MountFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    package static let readOnly = MountFlags(rawValue: 1)
    package static let noSetUserID = MountFlags(rawValue: 2)
    package static let noDevices = MountFlags(rawValue: 4)
    package static let noExecution = MountFlags(rawValue: 8)
    package static let remount = MountFlags(rawValue: 32)
    package static let bind = MountFlags(rawValue: 4096)
    package static let recursive = MountFlags(rawValue: 16384)
    package static let `private` = MountFlags(rawValue: 1 << 18)
    package static let slave = MountFlags(rawValue: 1 << 19)
    package static let shared = MountFlags(rawValue: 1 << 20)
}
