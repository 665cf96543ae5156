/// The rights of the host's own device nodes and folders, which every process of it needs as they are.
///
/// A runtime that gives a container's standard streams to its user can change them: crun 1.8.1 changes the owner of the
/// host's /dev/null when a process has that as its input and a user other than root; runc 1.1.5 passes it over.
package struct HostRights: Hashable, Sendable {
    /// By path; what is not there is left out.
    package var byPath: [String: FileRights]

    package init(byPath: [String: FileRights] = [:]) {
        self.byPath = byPath
    }

    /// What is looked at on every host: 15 calls of stat, some µs.
    package static let paths = [
        "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/ptmx", "/dev/console",
        "/dev/kvm", "/dev/fuse", "/dev/net/tun", "/dev", "/dev/shm", "/run", "/tmp",
    ]

    /// Looks at paths now.
    package static func look(at paths: [String] = paths) -> HostRights {
        var rights = HostRights()
        for path in paths { rights.byPath[path] = FileRights.of(path) }
        return rights
    }

    /// What differs later, by path. Pure.
    ///
    /// What has come is no change: modules are loaded, and their nodes are made. What is root's again after it was
    /// another's was put back, by another lane or a person, and is no damage.
    package func changes(to after: HostRights) -> [RightsChange] {
        byPath.compactMap { path, before in
            let now = after.byPath[path]
            if now == before || now.map({ Self.isRepair(before, $0) }) == true { return nil }
            return RightsChange(path: path, before: before, after: now)
        }
        .sorted { $0.path < $1.path }
    }

    /// These with what has come since and what was put back since. Pure.
    ///
    /// For a lane that began while another's trial had changed something.
    package func repaired(by now: HostRights) -> HostRights {
        var repaired = self
        for (path, rights) in now.byPath {
            guard let known = byPath[path] else {
                repaired.byPath[path] = rights
                continue
            }
            if Self.isRepair(known, rights) { repaired.byPath[path] = rights }
        }
        return repaired
    }

    private static func isRepair(_ before: FileRights, _ now: FileRights) -> Bool {
        before.identity == now.identity && before.owner != 0 && now.owner == 0
    }
}
