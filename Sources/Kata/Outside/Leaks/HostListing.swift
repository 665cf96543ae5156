/// What a host holds at one moment, as far as a sandbox can leave something there; nil for what was not looked at.
package struct HostListing: Sendable, Hashable, Codable {
    package var processes: [HostProcess]?
    /// Lines of mountinfo, of the host's namespace and of the shim's.
    package var mounts: [String]?
    /// Absolute paths of folders, files and sockets.
    package var paths: [String]?
    /// Links, of the host and of the pod's namespace.
    package var links: [String]?
    /// Queues, each with its link: `eth0 ffff:`.
    package var queues: [String]?
    /// Cgroups by their path below a hierarchy, and scopes of systemd.
    package var cgroups: [String]?
    /// Loop and device-mapper devices with what is behind them.
    package var blocks: [String]?
    /// Devices by the driver that has them.
    package var drivers: [String: String]?
    /// Bytes that are free: `/dev/shm`, `hugepages-2048kB`.
    package var free: [String: UInt64]?
    /// Numbers that are taken over vsock.
    package var contextIDs: [UInt32]?
    /// What containerd holds: `descriptors`, `inotify`.
    package var containerd: [String: Int]?
    /// Chains of rules in the pod's namespace.
    package var chains: [String]?

    package init() {}

    /// The most entries of one kind that are compared.
    package static let limit = 200_000
}
