/// How the processes of a trial stand on the host at one moment: privileges, namespaces, descriptors.
package struct PostureRecord: Sendable, Hashable, Codable {
    /// The lane's own namespaces, by kind (`mnt`, `net` …), each by its inode: what others are held against.
    package var laneNamespaces: [String: UInt64]
    /// The lane's own cgroups, by hierarchy: `v2`, or the controllers.
    package var laneCgroups: [String: String]
    /// In the order of their roles, then pids.
    package var processes: [Posture]
    /// How many more there were than are kept.
    package var unseen: Int

    /// The most processes of one look.
    package static let limit = 64

    package init(
        laneNamespaces: [String: UInt64], laneCgroups: [String: String], processes: [Posture], unseen: Int = 0
    ) {
        self.laneNamespaces = laneNamespaces
        self.laneCgroups = laneCgroups
        self.processes = processes
        self.unseen = unseen
    }
}

/// How one process stands on the host; what it says of itself is bounded and never trusted.
package struct Posture: Sendable, Hashable, Codable {
    /// What it is in the trial: see `ProcessRole`.
    package var role: String
    package var pid: Int32
    /// The name, at most 15 bytes.
    package var command: String
    package var arguments: [String]
    package var privileges: Privileges
    /// Namespaces by kind, each by its inode; one that could not be read is not there.
    package var namespaces: [String: UInt64]
    /// Cgroups by hierarchy, absolute in each.
    package var cgroups: [String: String]
    /// The security label, without its end; nil where there is none.
    package var label: String?
    package var oomScoreAdjust: Int?
    /// The root directory as this host has it.
    package var root: String?
    package var directory: String?
    package var descriptors: [OpenDescriptor]
    /// How many are open, beyond those kept too; nil when they could not be listed.
    package var descriptorCount: Int?

    /// The most arguments and descriptors that are kept of one process.
    package static let mostArguments = 512
    package static let mostDescriptors = 128
    /// The most bytes of all arguments together.
    package static let argumentBytes = 32768

    package init(
        role: String, pid: Int32, command: String, arguments: [String] = [], privileges: Privileges = Privileges(),
        namespaces: [String: UInt64] = [:], cgroups: [String: String] = [:], label: String? = nil,
        oomScoreAdjust: Int? = nil, root: String? = nil, directory: String? = nil,
        descriptors: [OpenDescriptor] = [], descriptorCount: Int? = nil
    ) {
        self.role = role
        self.pid = pid
        self.command = command
        self.arguments = arguments
        self.privileges = privileges
        self.namespaces = namespaces
        self.cgroups = cgroups
        self.label = label
        self.oomScoreAdjust = oomScoreAdjust
        self.root = root
        self.directory = directory
        self.descriptors = descriptors
        self.descriptorCount = descriptorCount
    }
}

/// An open descriptor of a process.
package struct OpenDescriptor: Sendable, Hashable, Codable {
    package var number: Int32
    /// As /proc shows it: a path, `socket:[1234]`, `anon_inode:[eventpoll]`; bounded.
    package var target: String

    package init(number: Int32, target: String) {
        self.number = number
        self.target = target
    }
}
