/// A program to start, and the whole of what it is given: nothing else of this process reaches it.
///
/// Whatever the request says, the child starts with an empty signal mask and every disposition default.
package struct SpawnRequest: Sendable {
    /// Which process group and session the child starts in.
    package enum Group: Sendable {
        /// A process group of its own, in this session.
        case own
        /// A session of its own, and so a group of its own and no controlling terminal.
        case session
        /// This process's group: a Ctrl-C meant for this one hits the child too.
        case shared
    }

    /// The program's path: looked up as it is (no PATH), in the child's mount namespace.
    package var path: String

    /// All arguments, the program's name first.
    package var arguments: [String]

    /// The whole environment, as `NAME=value`, in this order.
    package var environment: [String]

    /// The working directory in the child's mount namespace; nil for this process's.
    package var directory: String?

    /// The child's descriptors by number. Of 0, 1 and 2, those not named are /dev/null; all others are closed.
    package var descriptors: [Int32: Descriptor] = [:]

    package var group: Group = .own

    /// The child's descriptor that becomes its controlling terminal. Needs `group` `.session`.
    package var terminal: Int32?

    /// A cgroup v2 directory that the child is born in.
    package var cgroup: Descriptor?

    /// Writable `cgroup.procs` files of v1 hierarchies, with a name each, that the child enters before it executes.
    package var cgroupProcs: [(name: String, file: Descriptor)] = []

    /// Namespaces that the child enters.
    package var namespaces: [Namespace] = []

    /// Whether the child gets an empty network namespace of its own.
    package var newNetwork = false

    /// Operations in a mount namespace of the child's own; nil for no such namespace. Done after `namespaces`.
    package var mounts: [MountOperation]?

    /// Whether orphans among the child's descendants become its children.
    package var subreaper = false

    /// Limits to lower. No core files by default.
    package var limits = [Limit(.coreBytes, 0)]

    /// The mode bits that new files don't get.
    package var creationMask: UInt32 = 0o022

    package init(_ path: String, _ arguments: [String] = [], environment: [String] = [], directory: String? = nil) {
        self.path = path
        self.arguments = [path] + arguments
        self.environment = environment
        self.directory = directory
    }
}
