/// One mount of a mount namespace, as a line of `/proc/PID/mountinfo` tells it.
package struct Mount: Hashable, Sendable {
    /// Unique in the host as long as the mount exists; reused afterwards.
    package var id: Int32
    package var parent: Int32
    /// `major:minor` of the file system: equal for all mounts of one.
    package var device: String
    /// Which part of the file system is mounted: `/`, a folder for a bind mount, `net:[4026532000]` for a namespace.
    package var root: String
    /// Where, as seen from the process that was asked.
    package var point: String
    /// The mount's own options: `rw,relatime`.
    package var options: String
    /// The file system's type: `ext4`.
    package var type: String
    package var source: String
    /// The file system's own options: `rw,cpuset`.
    package var fileSystemOptions: String

    package init(
        id: Int32, parent: Int32, device: String, root: String, point: String, options: String, type: String,
        source: String, fileSystemOptions: String
    ) {
        self.id = id
        self.parent = parent
        self.device = device
        self.root = root
        self.point = point
        self.options = options
        self.type = type
        self.source = source
        self.fileSystemOptions = fileSystemOptions
    }
}
