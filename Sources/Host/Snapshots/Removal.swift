import Glibc
package import Linux
package import Recordings

/// What of a trial's leftovers is still there, and why.
package struct Unremoved: Hashable, Sendable {
    package var residue: Residue
    package var why: String

    package init(residue: Residue, why: String) {
        self.residue = residue
        self.why = why
    }
}

extension HostChanges {
    /// Removes what was left and is the trial's, by force: kills, unmounts, removes cgroups, unlinks. Puts back the
    /// owners and modes that were changed, as the next trial and everyone else needs them.
    ///
    /// What is nobody's is never touched. Namespaces and their mounts end with the processes that hold them.
    /// - Returns: What is still there at the deadline; empty when all of the trial's is gone.
    package func removeLeft(_ scope: TrialScope, by deadline: Stamp) async throws -> [Unremoved] {
        var unremoved: [Unremoved] = []
        func tell(_ object: HostObject, _ why: String?) {
            if let why { unremoved.append(Unremoved(residue: object.residue, why: why)) }
        }
        let own = left.filter(\.isOwned).map(\.object)
        let processes = own.compactMap { if case .process(let process) = $0 { process } else { nil } }
        let killed = try await Killing.endWithSockets(processes, by: deadline)
        for process in killed.living { tell(.process(process), "it did not end after SIGKILL") }
        for (path, why) in killed.sockets {
            unremoved.append(Unremoved(residue: Residue(kind: .socket, identity: path), why: why))
        }
        let namespace = try Namespace(.mount, of: 0).identity.inode
        // The last mounted first: it may lie on another.
        for object in own.reversed() {
            guard case .mount(let mount, let place, _) = object, place == namespace else { continue }
            tell(object, Self.unmount(mount))
        }
        let cgroups = own.compactMap { if case .cgroup(let cgroup) = $0 { cgroup } else { nil } }
        for (cgroup, why) in try await Self.remove(cgroups, by: deadline) { tell(.cgroup(cgroup), why) }
        for object in own {
            switch object {
            case .file(let path, let entry): tell(object, FileRemoval.remove(path, entry))
            case .namedNamespace(let name): tell(object, NamedNamespace.remove(name))
            case .device(let name, _): tell(object, LoopDevice.detach(name))
            case .link: tell(object, "Kumite removes no network interface; use `ip link delete`")
            case .queue: tell(object, "Kumite removes no queueing discipline; use `tc qdisc del`")
            case .process, .zombie, .mount, .cgroup, .heldNamespace: break
            }
        }
        // When nothing of the trial's lives that could change them again.
        for change in changed {
            if let why = change.putBack() { unremoved.append(Unremoved(residue: change.residue, why: why)) }
        }
        return unremoved
    }

    private static func unmount(_ mount: MountEntry) -> String? {
        do {
            // Another may have been mounted there since; a detached one of a shared group is gone already.
            guard try MountTable(of: 0).entries.contains(where: { $0.id == mount.id && $0.target == mount.target })
            else { return nil }
            try Mounts.unmount(mount.target, lazily: true)
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Removes cgroups with all in them, again while the kernel still has them in use.
    private static func remove(_ cgroups: [CgroupName], by deadline: Stamp) async throws -> [(CgroupName, String)] {
        try await Repeating.until(deadline) {
            let left = cgroups.compactMap { cgroup -> (CgroupName, String)? in
                let failures = TrialCgroup.removeTree(cgroup.hierarchy.folder(of: cgroup.path))
                return failures.first.map { (cgroup, $0.why) }
            }
            return left.isEmpty ? nil : left
        } ?? []
    }
}
