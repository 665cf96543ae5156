package import Linux

/// How a host, or a view of it, has its cgroups mounted.
package struct CgroupLayout: Hashable, Sendable, Codable {
    /// The layouts that runtimes tell apart.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Only v2.
        case unified
        /// v1 hierarchies and v2 beside them.
        case hybrid
        /// Only v1.
        case legacy
        /// No cgroups mounted at all.
        case none
    }

    /// Each hierarchy once, in the order of their mounts.
    package var hierarchies: [CgroupHierarchy]

    package init(hierarchies: [CgroupHierarchy]) {
        self.hierarchies = hierarchies
    }

    /// What a mount table shows: hidden mounts don't count, and a hierarchy mounted twice counts once.
    package init(_ table: MountTable) {
        hierarchies = []
        var seen: Set<String> = []
        let cgroups = table.entries.filter { $0.type == "cgroup" || $0.type == "cgroup2" }
        for mount in cgroups where table.mount(at: mount.target)?.id == mount.id {
            // A part of a tree (a bind mount) is no place to make cgroups with absolute paths in.
            guard mount.root == "/", seen.insert(mount.device).inserted else { continue }
            hierarchies.append(
                mount.type == "cgroup2"
                    ? CgroupHierarchy(version: .v2, point: mount.target)
                    : CgroupHierarchy(version: .v1, point: mount.target, controllers: Self.controllers(of: mount)))
        }
    }

    /// What this process's mount namespace shows.
    package static func current() throws -> CgroupLayout { CgroupLayout(try MountTable(of: 0)) }

    package var kind: Kind {
        let hasV1 = hierarchies.contains { $0.version == .v1 }
        switch (hasV1, unified != nil) {
        case (true, true): return .hybrid
        case (true, false): return .legacy
        case (false, true): return .unified
        case (false, false): return .none
        }
    }

    /// The v2 hierarchy, where there is one.
    package var unified: CgroupHierarchy? { hierarchies.first { $0.version == .v2 } }

    /// The v1 hierarchy that has a controller.
    package func hierarchy(of controller: String) -> CgroupHierarchy? {
        hierarchies.first { $0.version == .v1 && $0.controllers.contains(controller) }
    }

    private static func controllers(of mount: MountEntry) -> [String] {
        let flags: Set<String> = ["rw", "ro", "xattr", "noprefix", "clone_children", "cpuset_v2_mode", "favordynmods"]
        return mount.superOptions.filter { !flags.contains($0) && !$0.hasPrefix("release_agent=") }
    }
}
