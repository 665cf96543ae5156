extension Spec {
    /// What only a container on Linux has.
    package struct Linux: Codable, Sendable, Hashable {
        /// Never left out: without it runc puts memory elsewhere than the other controllers on a nested host.
        package var cgroupsPath: CgroupsPath
        package var namespaces: [Namespace]
        package var resources: Resources?
        package var devices: [Device]?
        package var maskedPaths: [String]?
        package var readonlyPaths: [String]?
        package var seccomp: Seccomp?
        package var sysctl: [String: String]?
        package var uidMappings: [IDMapping]?
        package var gidMappings: [IDMapping]?

        package init(
            cgroupsPath: CgroupsPath, namespaces: [Namespace], resources: Resources? = nil,
            devices: [Device]? = nil, maskedPaths: [String]? = nil, readonlyPaths: [String]? = nil, seccomp: Seccomp? = nil,
            sysctl: [String: String]? = nil, uidMappings: [IDMapping]? = nil, gidMappings: [IDMapping]? = nil
        ) {
            self.cgroupsPath = cgroupsPath
            self.namespaces = namespaces
            self.resources = resources
            self.devices = devices
            self.maskedPaths = maskedPaths
            self.readonlyPaths = readonlyPaths
            self.seccomp = seccomp
            self.sysctl = sysctl
            self.uidMappings = uidMappings
            self.gidMappings = gidMappings
        }
    }

    /// A namespace to make, or with a path one to join.
    package struct Namespace: Codable, Sendable, Hashable {
        package var type: Kind
        package var path: String?

        package init(_ type: Kind, path: String? = nil) {
            self.type = type
            self.path = path
        }

        /// The kinds that the specification names.
        package enum Kind: String, Codable, Sendable, CaseIterable {
            case pid, network, mount, ipc, uts, user, cgroup, time
        }
    }

    /// A device node to make in the container; leave is given by a rule of the resources.
    package struct Device: Codable, Sendable, Hashable {
        package var path: String
        /// `c` or `b`.
        package var type: String
        package var major: Int64
        package var minor: Int64
        /// The permission bits.
        package var fileMode: UInt32?
        package var uid: UInt32?
        package var gid: UInt32?

        package init(
            _ path: String, type: String, major: Int64, minor: Int64, fileMode: UInt32? = nil, uid: UInt32? = nil,
            gid: UInt32? = nil
        ) {
            self.path = path
            self.type = type
            self.major = major
            self.minor = minor
            self.fileMode = fileMode
            self.uid = uid
            self.gid = gid
        }
    }

    /// A range of ids inside a user namespace and where it lies outside.
    package struct IDMapping: Codable, Sendable, Hashable {
        package var containerID: UInt32
        package var hostID: UInt32
        package var size: UInt32

        package init(containerID: UInt32, hostID: UInt32, size: UInt32) {
            self.containerID = containerID
            self.hostID = hostID
            self.size = size
        }
    }
}
