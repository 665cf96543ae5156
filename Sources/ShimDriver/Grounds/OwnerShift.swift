import Glibc
import Linux
import Recordings

/// Hands a root file system over to a user namespace: who owns what in it is moved by the mapping's first id.
///
/// As containerd's snapshotters do it (remapped snapshots); without it the namespace's root may not even make a mount
/// point.
enum OwnerShift {
    /// More than any root of a test has.
    private static let mostEntries = 200_000

    /// Moves the owners of a folder and of everything in it; links themselves, never what they lead to.
    static func shift(_ path: String, by first: UInt32) throws {
        var left = mostEntries
        try shift(path, first, &left)
    }

    private static func shift(_ path: String, _ first: UInt32, _ left: inout Int) throws {
        left -= 1
        guard left > 0 else {
            throw InfrastructureFailure(
                doing: "handing over to a user namespace", to: path, why: "there are more than \(mostEntries) entries")
        }
        var found = stat()
        guard lstat(path, &found) == 0, lchown(path, found.st_uid &+ first, found.st_gid &+ first) == 0 else {
            throw LinuxError(doing: "change the owner of", to: path, errno: errno)
        }
        switch found.st_mode & S_IFMT {
        case S_IFDIR:
            for name in try Directory(path).names() {
                try shift("\(path)/\(String(decoding: name, as: UTF8.self))", first, &left)
            }
        case S_IFLNK: break
        // A change of owner takes set-id bits away.
        default: chmod(path, found.st_mode & 0o7777)
        }
    }
}
