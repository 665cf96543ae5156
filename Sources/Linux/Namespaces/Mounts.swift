import Glibc

/// Mounting in this process's own mount namespace. To give a child other mounts, see `SpawnRequest.mounts`.
package enum Mounts {
    /// Mounts a file system, or binds or remounts by flag.
    package static func mount(
        type: String, source: String, target: String, flags: MountFlags = [], options: String = ""
    ) throws {
        let result = Glibc.mount(source, target, type, UInt(flags.rawValue), options)
        _ = try checked(result < 0 ? -errno : 0, "mount \(type)", target)
    }

    /// Unmounts; false if nothing is mounted there (or nothing is there).
    ///
    /// `lazily` takes also what is mounted below, and what is in use: it ends when the last user has gone.
    @discardableResult
    package static func unmount(_ target: String, lazily: Bool = false) throws -> Bool {
        // A symbolic link would lead elsewhere.
        if umount2(target, Int32(UMOUNT_NOFOLLOW) | (lazily ? Int32(MNT_DETACH) : 0)) == 0 { return true }
        let number = errno
        if number == EINVAL || number == ENOENT { return false }
        throw LinuxError(doing: "unmount", to: target, errno: number)
    }
}
