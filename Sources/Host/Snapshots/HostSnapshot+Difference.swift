import Linux

extension HostSnapshot {
    /// What a later snapshot has and this one hasn't, and the other way round, as far as it is the trial's.
    ///
    /// What nobody owns is in it only when the trial was alone on the host and no rule says to ignore it. Pure.
    package func changes(to after: HostSnapshot, _ scope: TrialScope) -> HostChanges {
        var changes = Changes(scope: scope)
        changes.addProcesses(before: self, after: after)
        changes.addMounts(before: self, after: after)
        changes.addCgroups(before: self, after: after)
        changes.addFiles(before: self, after: after)
        changes.addNames(before: self, after: after)
        // Whose doing it was can't be told of an owner or a mode: the trial that sees it has it. Where lanes run side by
        // side it can be another lane's trial, and what that changes can hide one's own. The settling trials tell which
        // side it is, by how often each shows it (crun 1.8.1: 12 of 17, runc beside it: 2 of 17), surely with one lane.
        return HostChanges(
            left: changes.left.sorted(), gone: changes.gone.sorted(), changed: rights.changes(to: after.rights))
    }
}

extension HostChanges.Change: Comparable {
    package static func < (one: HostChanges.Change, other: HostChanges.Change) -> Bool {
        (one.object.residue, one.isOwned ? 0 : 1) < (other.object.residue, other.isOwned ? 0 : 1)
    }
}

extension MountEntry {
    /// The network namespace that a mount of its file holds, by its inode.
    fileprivate var networkNamespace: UInt64? {
        guard type == "nsfs", root.hasPrefix("net:[") else { return nil }
        return UInt64(root.dropFirst("net:[".count).dropLast())
    }
}

/// A difference while it is made.
private struct Changes {
    let scope: TrialScope
    var left: [HostChanges.Change] = []
    var gone: [HostChanges.Change] = []

    /// Living processes of the trial, and ended ones that a living one of the trial doesn't reap.
    ///
    /// Any other zombie is dead: the lane reaps at once, and PID 1 of some hosts only after 1.5 s.
    mutating func addProcesses(before: HostSnapshot, after: HostSnapshot) {
        let ownership = Ownership(scope, after.processes)
        var namespaces = Set(before.processes.values.compactMap { $0.details?.networkNamespace })
        for process in ownership.owned.sorted(by: { $0.identity.pid < $1.identity.pid })
        where before.processes[process.identity] == nil && !scope.companions.contains(process.identity.pid) {
            if process.hasEnded {
                guard let parent = ownership.living(process.parent) else { continue }
                left.append(HostChanges.Change(.zombie(process, parent: parent.name), isOwned: true))
                continue
            }
            left.append(HostChanges.Change(.process(process), isOwned: true))
            if let inode = process.details?.networkNamespace, namespaces.insert(inode).inserted {
                left.append(HostChanges.Change(.heldNamespace(inode: inode, holder: process.name), isOwned: true))
            }
        }
    }

    mutating func addMounts(before: HostSnapshot, after: HostSnapshot) {
        let ownership = Ownership(scope, after.processes)
        for (namespace, mounts) in after.mounts {
            let isOwn = namespace == after.ownNamespace
            let known = before.mounts[namespace] ?? before.mounts[before.ownNamespace] ?? []
            let holder = ownership.owned.filter { $0.details?.mountNamespace == namespace }
                .min { $0.identity.pid < $1.identity.pid }?.name
            for mount in Self.subtract(known, from: mounts) {
                let isOwned = !isOwn || scope.owns(path: mount.target) || scope.owns(path: mount.source)
                add(&left, .mount(mount, namespace: namespace, holder: isOwn ? nil : holder), mount.target, isOwned)
                // One in /run/netns is told by its name.
                if let inode = mount.networkNamespace, !mount.target.isAtOrBelow("/run/netns") {
                    add(&left, .heldNamespace(inode: inode, holder: mount.target), mount.target, isOwned)
                }
            }
            guard isOwn || before.mounts[namespace] != nil else { continue }
            for mount in Self.subtract(mounts, from: known) {
                add(
                    &gone, .mount(mount, namespace: namespace, holder: nil), mount.target,
                    scope.owns(path: mount.target))
            }
        }
    }

    /// What a mount is apart from its number, which is another in every namespace and used again.
    private struct MountKey: Hashable {
        let target, root, device, type, source: String

        init(_ mount: MountEntry) {
            target = mount.target
            root = mount.root
            device = mount.device
            type = mount.type
            source = mount.source
        }
    }

    /// The mounts that are more often in one table than in the other: stacked mounts can be equal.
    private static func subtract(_ known: [MountEntry], from mounts: [MountEntry]) -> [MountEntry] {
        var counts: [MountKey: Int] = [:]
        for mount in known { counts[MountKey(mount), default: 0] += 1 }
        return mounts.filter { mount in
            let count = counts[MountKey(mount), default: 0]
            counts[MountKey(mount)] = count - 1
            return count <= 0
        }
    }

    mutating func addCgroups(before: HostSnapshot, after: HostSnapshot) {
        for cgroup in after.cgroups.subtracting(before.cgroups) {
            add(&left, .cgroup(cgroup), cgroup.path, scope.owns(cgroup: cgroup.path))
        }
        for cgroup in before.cgroups.subtracting(after.cgroups) {
            add(&gone, .cgroup(cgroup), cgroup.path, scope.owns(cgroup: cgroup.path))
        }
    }

    /// A new folder stands for the files in it; sockets and fifos in it are told nevertheless.
    mutating func addFiles(before: HostSnapshot, after: HostSnapshot) {
        for (path, entry) in after.files where before.files[path] != entry {
            if entry.kind != .socket, entry.kind != .fifo, let parent = path.folderAndName?.folder,
                let folder = after.files[parent], before.files[parent] != folder
            {
                continue
            }
            add(&left, .file(path: path, entry), path, scope.owns(path: path))
        }
        for (path, entry) in before.files where after.files[path] == nil {
            if let parent = path.folderAndName?.folder, before.files[parent] != nil, after.files[parent] == nil {
                continue
            }
            add(&gone, .file(path: path, entry), path, scope.owns(path: path))
        }
    }

    mutating func addNames(before: HostSnapshot, after: HostSnapshot) {
        for name in after.namedNamespaces.subtracting(before.namedNamespaces) {
            add(&left, .namedNamespace(name), "/run/netns/\(name)", scope.owns(path: name))
        }
        for name in before.namedNamespaces.subtracting(after.namedNamespaces) {
            add(&gone, .namedNamespace(name), "/run/netns/\(name)", scope.owns(path: name))
        }
        for name in after.links.subtracting(before.links) { add(&left, .link(name), name, scope.isMarked(name)) }
        for name in before.links.subtracting(after.links) { add(&gone, .link(name), name, scope.isMarked(name)) }
        // Those of a link that came or went are told with it.
        let links = before.links.intersection(after.links)
        for queue in after.queues.subtracting(before.queues) where links.contains(queue.link) {
            add(&left, .queue(queue), queue.link, scope.isMarked(queue.link))
        }
        for queue in before.queues.subtracting(after.queues) where links.contains(queue.link) {
            add(&gone, .queue(queue), queue.link, scope.isMarked(queue.link))
        }
        for (name, behind) in after.devices where before.devices[name] != behind {
            add(&left, .device(name: name, behind: behind), behind, scope.owns(path: behind))
        }
        for (name, behind) in before.devices where after.devices[name] == nil {
            add(&gone, .device(name: name, behind: behind), behind, scope.owns(path: behind))
        }
    }

    private func add(
        _ list: inout [HostChanges.Change], _ object: HostObject, _ path: String, _ isOwned: Bool
    ) {
        if !isOwned {
            guard scope.isAlone, !scope.ignoring.contains(where: { $0.matches(object.kind, path) }) else { return }
        }
        list.append(HostChanges.Change(object, isOwned: isOwned))
    }
}
