import Linux

extension HostChanges {
    /// The changes without those of nobody's things that turn out to be somebody's: a daemon's containers and other
    /// runs' shims come and go in the same places while a trial runs. What is the trial's is never taken out.
    ///
    /// A socket that a living process listens on, and a cgroup that holds processes, are in use; the trial's own
    /// processes were all found before. Whose a socket or cgroup was that has gone can't be told.
    package func withoutOthers() -> HostChanges {
        var own = self
        own.left.removeAll { !$0.isOwned && $0.object.isOthersBusiness }
        own.gone.removeAll { !$0.isOwned && ($0.object.isOthersBusiness || $0.object.isSocketOrCgroup) }
        guard own.left.contains(where: { !$0.isOwned && $0.object.isSocketOrCgroup }) else { return own }
        let listening = ShimSockets.listening()
        own.left.removeAll { change in
            guard !change.isOwned else { return false }
            switch change.object {
            case .file(let path, let entry): return entry.kind == .socket && listening.contains(path)
            case .cgroup(let cgroup): return Self.holdsProcesses(cgroup.hierarchy.folder(of: cgroup.path))
            default: return false
            }
        }
        return own
    }

    /// Whether a cgroup or one below it holds processes; one that has gone meanwhile was nobody's leak.
    private static func holdsProcesses(_ folder: String) -> Bool {
        CgroupTree.foldersDeepestFirst(from: folder).contains { folder in
            guard let read = try? Files.read("\(folder)/cgroup.procs", limit: 1) else { return true }
            return !read.bytes.isEmpty
        }
    }
}

extension HostObject {
    /// Whether other programs make and remove such things all the time, so that one more says nothing of a trial:
    /// files of daemons below /run, their mounts and named namespaces. What is left of nobody's things are those that
    /// the design names (loop and dm devices, links, `/dev/shm`), and sockets and cgroups that nobody holds.
    fileprivate var isOthersBusiness: Bool {
        switch self {
        case .mount, .namedNamespace, .heldNamespace: true
        case .file(let path, let entry): entry.kind != .socket && !path.hasPrefix("/dev/shm/")
        default: false
        }
    }

    fileprivate var isSocketOrCgroup: Bool {
        switch self {
        case .cgroup: true
        case .file(_, let entry): entry.kind == .socket
        default: false
        }
    }
}
