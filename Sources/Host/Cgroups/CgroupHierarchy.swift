/// One tree of cgroups that this mount namespace shows.
package struct CgroupHierarchy: Hashable, Sendable, Codable {
    /// Which of the two interfaces the tree has.
    package enum Version: Int, Hashable, Sendable, Codable {
        case v1 = 1
        case v2 = 2
    }

    package var version: Version
    /// Where it is mounted.
    package var point: String
    /// For v1 the controllers, `name=systemd` included; empty for v2, where each cgroup has its own.
    package var controllers: [String]

    package init(version: Version, point: String, controllers: [String] = []) {
        self.version = version
        self.point = point
        self.controllers = controllers
    }

    /// The folder of a cgroup, given as an absolute path in the hierarchy.
    package func folder(of cgroup: String) -> String {
        cgroup == "/" ? point : point + cgroup
    }

    /// What it is called in records: `v2`, or the controllers, `cpu,cpuacct`.
    package var name: String { version == .v2 ? "v2" : controllers.joined(separator: ",") }
}
