import Glibc
package import Linux

extension TrialCgroup {
    /// The processes in the cgroup and below it, in any hierarchy.
    package func processes() -> Set<Int32> {
        var all: Set<Int32> = []
        for hierarchy in hierarchies {
            for folder in CgroupTree.foldersDeepestFirst(from: hierarchy.folder(of: path)) {
                for line in ControlFile.text(folder + "/cgroup.procs")?.split(separator: "\n") ?? [] {
                    // 0 is a process that this process's pid namespace can't name.
                    if let pid = Int32(line), pid > 0 { all.insert(pid) }
                }
            }
        }
        return all
    }

    /// Kills everything in the cgroup, again until nothing is left in it or the deadline has come.
    ///
    /// - Returns: The processes that were still there: stuck in the kernel, or the deadline was too short.
    @discardableResult
    package func killAll(by deadline: Stamp) async throws -> Set<Int32> {
        try await Repeating.until(deadline) {
            let living = killOnce()
            return living.isEmpty ? nil : living
        } ?? []
    }

    /// Kills what is in the cgroup now. What is there afterwards has not ended yet, or was born meanwhile.
    private func killOnce() -> Set<Int32> {
        let living = processes()
        guard !living.isEmpty else { return living }
        for hierarchy in hierarchies {
            let top = hierarchy.folder(of: path)
            if hierarchy.version == .v2 { try? ControlFile.write("1", to: top + "/cgroup.kill") }
            // A process that a v1 freezer holds doesn't even die of SIGKILL.
            if hierarchy.controllers.contains("freezer") {
                for folder in CgroupTree.foldersDeepestFirst(from: top).reversed() {
                    try? ControlFile.write("THAWED", to: folder + "/freezer.state")
                }
            }
        }
        for pid in living { kill(ifStillInside: pid) }
        return processes()
    }

    /// Signals a process unless its number has become another's that isn't in this cgroup.
    private func kill(ifStillInside pid: Int32) {
        guard let identity = try? ProcessIdentity.of(pid),
            let cgroups = try? Files.read("/proc/\(pid)/cgroup", limit: 65_536).bytes,
            ProcessCgroups(cgroups).paths.contains(where: { $0.isAtOrBelow(path) })
        else { return }
        _ = try? identity.send(SIGKILL)
    }

    /// Kills what is in the cgroup and removes it, its children, and those of its parents that are then empty.
    ///
    /// - Returns: The folders that are still there at the deadline, and why.
    package func remove(by deadline: Stamp) async throws -> [(folder: String, why: String)] {
        try await Repeating.until(deadline) {
            // First, since mostly nothing is in it: to look for processes in a dozen hierarchies takes longer.
            let left = hierarchies.flatMap { Self.removeTree($0.folder(of: path)) }
            if left.isEmpty { removeEmptyParents() } else { _ = killOnce() }
            return left.isEmpty ? nil : left
        } ?? []
    }

    /// Removes a cgroup and its children once; what could not be removed and why.
    static func removeTree(_ folder: String) -> [(folder: String, why: String)] {
        CgroupTree.foldersDeepestFirst(from: folder).compactMap { folder in
            guard rmdir(folder) != 0, errno != ENOENT else { return nil }
            return (folder, String(cString: strerror(errno)))
        }
    }

    private func removeEmptyParents() {
        for hierarchy in hierarchies {
            var parts = path.split(separator: "/").dropLast()
            while !parts.isEmpty, rmdir(hierarchy.point + "/" + parts.joined(separator: "/")) == 0 {
                parts = parts.dropLast()
            }
        }
    }
}
