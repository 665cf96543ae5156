package import Recordings

/// What must be gone after a sandbox was deleted: the fourteen points of the leak list, in its order.
package enum LeakItem: String, Sendable, Hashable, CaseIterable, Codable {
    case process, zombie, mount, folder, socket, network, cgroup
    /// Loop devices, device-mapper devices, sources of disks that were plugged in.
    case block
    /// Groups of devices that were lent to a guest and must be their driver's again.
    case vfio
    /// `/dev/shm` and huge pages.
    case memory
    /// The number by which the guest was called over vsock.
    case contextID = "context-id"
    /// What containerd holds open.
    case descriptors
    /// Rules that l3forwarding made.
    case chains
    /// `log`, `address`, `shim.pid` in the bundle.
    case bundle

    /// The point that something belongs to which a host holds more after a trial; nil for what is on no point.
    package static func item(of residue: Residue) -> LeakItem? {
        switch residue.kind {
        case .process: .process
        case .zombie: .zombie
        case .mount: .mount
        case .cgroup: .cgroup
        case .link, .qdisc, .namespace: .network
        case .loop, .device: .block
        case .socket: .socket
        case .file, .fifo: file(residue.identity)
        }
    }

    private static func file(_ path: String) -> LeakItem? {
        let parts = path.split(separator: "/")
        if path.hasPrefix("/dev/shm/") || path.hasPrefix("/dev/hugepages/") { return .memory }
        if path.hasPrefix("/run/netns/") || path.hasPrefix("/var/run/netns/") { return .network }
        if let name = parts.last, ["log", "address", "shim.pid", "monitor_address"].contains(name) { return .bundle }
        if path.hasPrefix("/run/containerd/s/") { return .socket }
        return ["/run/vc/", "/run/kata/", "/run/kata-containers/"].contains { path.hasPrefix($0) } ? .folder : nil
    }

    /// Points that no difference of two looks at the host shows, only the family's own observer.
    package static let onlyBySight: Set<LeakItem> = [.vfio, .contextID, .descriptors, .chains]
}
