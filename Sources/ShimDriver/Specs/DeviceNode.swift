import Drivers
import Glibc
import Recordings

/// A device node of the host.
struct DeviceNode: Sendable, Hashable {
    /// `c` or `b`.
    var type: String
    var major: Int64
    var minor: Int64
    /// The permission bits.
    var mode: UInt32
    var uid: UInt32
    var gid: UInt32

    /// Looks at a node. Throws an `InfrastructureFailure` when there is none.
    static func of(_ path: String) throws(InfrastructureFailure) -> DeviceNode {
        var found = stat()
        guard stat(path, &found) == 0 else {
            throw InfrastructureFailure(
                doing: "looking at the device", to: path, why: String(cString: strerror(errno)))
        }
        let type: String
        switch found.st_mode & S_IFMT {
        case S_IFCHR: type = "c"
        case S_IFBLK: type = "b"
        default: throw InfrastructureFailure(doing: "looking at the device", to: path, why: "it is no device node")
        }
        // As the C library takes numbers apart (gnu_dev_major, gnu_dev_minor).
        let number = UInt64(found.st_rdev)
        return DeviceNode(
            type: type, major: Int64((number >> 8) & 0xfff | (number >> 32) & 0xffff_f000),
            minor: Int64(number & 0xff | (number >> 12) & 0xffff_ff00), mode: found.st_mode & 0o7777,
            uid: found.st_uid, gid: found.st_gid)
    }
}
