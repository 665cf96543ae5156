import Glibc

/// Marks a folder as in use by this process, for as long as the value lives; the kernel frees it with the process.
package struct FolderLock: Sendable {
    private let descriptor: Descriptor

    /// Takes the lock. EWOULDBLOCK if another process holds it.
    package init(_ folder: String) throws {
        descriptor = try Files.open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        _ = try descriptor.withNumber { number in
            try checked(flock(number, LOCK_EX | LOCK_NB) < 0 ? -errno : 0, "lock", folder)
        }
    }

    /// Whether some process holds the folder's lock.
    package static func isHeld(_ folder: String) -> Bool {
        guard let descriptor = try? Files.open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW) else { return false }
        return (try? descriptor.withNumber { flock($0, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK }) ?? false
    }
}
