/// Where a container is put: what its specification, which speaks of the guest, becomes on this host.
struct ContainerPlace: Sendable, Hashable {
    /// The root file system, absolute.
    var root: String
    /// The container's cgroup from the root of every hierarchy.
    var cgroup: String
    /// The folder that holds the guest's files.
    var guest: String
    /// The namespaces that the pod shares, by the specification's word: a path to each, empty for a new one.
    var shared: [String: String]
    /// Guest paths at which something of another guest path is seen.
    var aliases: [GuestPath: GuestPath] = [:]

    /// Where a guest path's files really lie: the alias with the longest path decides, and again for its target.
    func source(of path: GuestPath) throws(AgentFailure) -> GuestPath {
        var path = path
        for _ in 0..<8 {
            let place = aliases.keys.filter { path.isAt(orBelow: $0) }.max { $0.parts.count < $1.parts.count }
            guard let place, let target = aliases[place] else { return path }
            path = path.moved(from: place, to: target)
        }
        throw .refused("the mounts that lead to \(path) go round in a circle")
    }
}

/// A container's specification as the runtime is to read it, and what it needs of the guest.
struct ContainerPlan: Sendable, Hashable {
    /// The whole `config.json`.
    var config: ContainerConfig
    /// Files and folders of the guest that must be there.
    var needs: [GuestPath]
}
