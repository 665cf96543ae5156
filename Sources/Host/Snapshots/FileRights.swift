import Glibc
package import Linux

/// Whose a file is, and who may do what with it; and what it is, so that no other is taken for it.
package struct FileRights: Hashable, Sendable {
    package var identity: FileIdentity
    package var kind: FileKind
    package var owner: UInt32
    package var group: UInt32
    /// The permissions with the set-user, set-group and sticky bits: 12 bits.
    package var mode: UInt32

    package init(identity: FileIdentity, kind: FileKind, owner: UInt32, group: UInt32, mode: UInt32) {
        self.identity = identity
        self.kind = kind
        self.owner = owner
        self.group = group
        self.mode = mode
    }

    /// Those of a path now, through links; nil when there is nothing.
    static func of(_ path: String) -> FileRights? {
        var found = stat()
        return stat(path, &found) == 0 ? FileRights(found) : nil
    }

    private init(_ found: stat) {
        identity = FileIdentity(device: UInt64(found.st_dev), inode: UInt64(found.st_ino))
        kind = FileKind(mode: found.st_mode)
        owner = found.st_uid
        group = found.st_gid
        mode = found.st_mode & 0o7777
    }

    /// O_PATH, which Glibc's module has not; the same number on x86-64 and arm64.
    private static let onlyNamed: Int32 = 0o10_000_000

    /// Gives a path these rights; nil when it has them, else why not.
    ///
    /// The node is named, not opened (O_PATH): to open /dev/ptmx makes a terminal, to open a console can wait.
    func putBack(on path: String) -> String? {
        let number = open(path, Self.onlyNamed | O_CLOEXEC)
        guard number >= 0 else { return String(cString: strerror(errno)) }
        defer { close(number) }
        var found = stat()
        guard fstat(number, &found) == 0 else { return String(cString: strerror(errno)) }
        let now = FileRights(found)
        guard now.identity == identity, now.kind == kind else { return "another file has taken its place" }
        if now == self { return nil }
        // Of the node that was looked at, whatever the path means by now; O_PATH allows neither fchown nor fchmod.
        let node = "/proc/self/fd/\(number)"
        guard chown(node, owner, group) == 0 else { return String(cString: strerror(errno)) }
        // After the owner: a change of that takes the set-user and set-group bits away.
        guard chmod(node, mode) == 0 else { return String(cString: strerror(errno)) }
        return nil
    }
}
