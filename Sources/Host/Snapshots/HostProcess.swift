package import Linux

/// A process of the host as a snapshot has it. What it says of itself (name, arguments) is bounded and never trusted.
package struct HostProcess: Hashable, Sendable {
    package var identity: ProcessIdentity
    package var parent: Int32
    /// As in /proc/PID/stat: `R`, `S`, `Z`, ….
    package var state: Character
    /// The name, at most 15 bytes.
    package var name: String
    package var details: Details?

    /// What is read once per process, and of no zombie.
    package struct Details: Hashable, Sendable {
        /// The command line, joined by spaces, its first 4 KiB.
        package var arguments: String
        package var cgroups: ProcessCgroups
        /// The inode of the mount namespace.
        package var mountNamespace: UInt64?
        /// The inode of the network namespace.
        package var networkNamespace: UInt64?
        /// The value of `KUMITE_RUN` in the environment that it was started with.
        package var run: String?

        package init(
            arguments: String = "", cgroups: ProcessCgroups = ProcessCgroups(byHierarchy: [:]),
            mountNamespace: UInt64? = nil, networkNamespace: UInt64? = nil, run: String? = nil
        ) {
            self.arguments = arguments
            self.cgroups = cgroups
            self.mountNamespace = mountNamespace
            self.networkNamespace = networkNamespace
            self.run = run
        }
    }

    package init(
        identity: ProcessIdentity, parent: Int32, state: Character = "S", name: String, details: Details? = nil
    ) {
        self.identity = identity
        self.parent = parent
        self.state = state
        self.name = name
        self.details = details
    }

    /// Whether it has ended and only waits to be reaped.
    package var hasEnded: Bool { state == "Z" || state == "X" || state == "x" }
}
