package import Linux

/// What a host holds at one time, as far as a trial could leave something behind in it.
///
/// Taken by a lane, of its own namespaces and those of its trial's processes.
package struct HostSnapshot: Hashable, Sendable {
    /// Processes that aren't the kernel's own threads.
    package var processes: [ProcessIdentity: HostProcess]
    /// The inode of the mount namespace that it was taken in.
    package var ownNamespace: UInt64
    /// The mounts of each mount namespace that was looked into, by its inode.
    package var mounts: [UInt64: [MountEntry]]
    /// The cgroups of every visible hierarchy.
    package var cgroups: Set<CgroupName>
    /// The names in `/run/netns`.
    package var namedNamespaces: Set<String>
    /// The network interfaces of the namespace it was taken in.
    package var links: Set<String>
    /// The queueing disciplines of those interfaces.
    package var queues: Set<QueueName>
    /// Files and folders below `/run` and `/dev/shm`, by path; what other mounts hold isn't.
    package var files: [String: FileEntry]
    /// Loop devices with a file behind them and device-mapper devices: `loop3` and what is behind it.
    package var devices: [String: String]
    /// Owners and modes of the host's own device nodes and folders.
    package var rights: HostRights
    /// What was not looked at because there was too much of it: `/run: more than 20000 entries`.
    package var unseen: [String]

    /// Makes a snapshot of parts; an empty one by default.
    package init(
        processes: [ProcessIdentity: HostProcess] = [:], ownNamespace: UInt64 = 0,
        mounts: [UInt64: [MountEntry]] = [:], cgroups: Set<CgroupName> = [], namedNamespaces: Set<String> = [],
        links: Set<String> = [], queues: Set<QueueName> = [], files: [String: FileEntry] = [:],
        devices: [String: String] = [:], rights: HostRights = HostRights(), unseen: [String] = []
    ) {
        self.processes = processes
        self.ownNamespace = ownNamespace
        self.mounts = mounts
        self.cgroups = cgroups
        self.namedNamespaces = namedNamespaces
        self.links = links
        self.queues = queues
        self.files = files
        self.devices = devices
        self.rights = rights
        self.unseen = unseen
    }
}

/// A cgroup of one hierarchy.
package struct CgroupName: Hashable, Sendable {
    package var hierarchy: CgroupHierarchy
    /// Absolute in the hierarchy.
    package var path: String

    package init(hierarchy: CgroupHierarchy, path: String) {
        self.hierarchy = hierarchy
        self.path = path
    }
}

/// A queueing discipline of a network interface.
package struct QueueName: Hashable, Sendable {
    package var link: String
    /// What it is and where it hangs: `fq_codel at root`.
    package var what: String

    package init(link: String, what: String) {
        self.link = link
        self.what = what
    }
}

/// What a snapshot keeps of a file.
package struct FileEntry: Hashable, Sendable {
    package var kind: FileKind
    package var inode: UInt64

    package init(kind: FileKind, inode: UInt64) {
        self.kind = kind
        self.inode = inode
    }
}

/// What an entry of a folder is.
package enum FileKind: String, Hashable, Sendable {
    case folder, file, link, socket, fifo, device, unknown
}
