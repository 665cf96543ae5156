import Glibc
package import Linux

/// A cgroup of a trial's own, at the same absolute path in every hierarchy: whatever the trial starts can be found in it.
///
/// The trial's processes start in its child `self`, never in the cgroup itself: cgroup v2 lets no cgroup have both
/// processes and children with controllers, and containers' cgroups are made beside `self`.
package struct TrialCgroup: Sendable {
    /// Absolute in each hierarchy: `/kumite-<run>/<lane>/<trial>`.
    package let path: String
    package let hierarchies: [CgroupHierarchy]

    /// Where the trial's own processes start.
    package var ownPath: String { path + "/self" }

    /// What our cgroups' first component begins with; by it former runs' cgroups are found.
    package static let mark = "kumite-"

    /// Refers to a cgroup that may or may not exist. The path must be ours.
    package init(path: String, layout: CgroupLayout) throws {
        guard path.isPlainAbsolutePath, path.hasPrefix("/" + Self.mark) else {
            throw HostError(
                doing: "use cgroup", to: String(reflecting: path),
                because: "it is not a plain path below /\(Self.mark)…",
                now: "name it /\(Self.mark)<run>/<lane>/<trial>")
        }
        self.path = path
        self.hierarchies = layout.hierarchies
    }

    /// Refers to the cgroup of a trial.
    package init(run: String, lane: String, trial: String, layout: CgroupLayout) throws {
        try self.init(path: "/\(Self.mark)\(run)/\(lane)/\(trial)", layout: layout)
    }

    /// Makes the cgroup, its `self`, and what lies above, in every hierarchy.
    package func make() throws {
        for hierarchy in hierarchies {
            // Another trial's end may remove a parent, or an open file's folder (ENODEV); then from the top again.
            for attempt in 1...8 {
                do {
                    try make(in: hierarchy)
                    break
                } catch let error as LinuxError where [ENOENT, ENODEV].contains(error.errno) && attempt < 8 {}
            }
        }
    }

    private func make(in hierarchy: CgroupHierarchy) throws {
        var folder = hierarchy.point
        for name in ownPath.dropFirst().split(separator: "/") {
            if hierarchy.version == .v2 { Self.enableControllers(below: folder) }
            let parent = folder
            folder += "/" + name
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
                throw LinuxError(doing: "make cgroup", to: folder, errno: errno)
            }
            if hierarchy.controllers.contains("cpuset") { try Self.inheritSets(folder, from: parent) }
        }
    }

    /// Lets children have each controller that there is; one that is refused (processes in the cgroup) stays off.
    private static func enableControllers(below folder: String) {
        let wanted = ControlFile.text(folder + "/cgroup.controllers")?.split(separator: " ") ?? []
        let present = Set(ControlFile.text(folder + "/cgroup.subtree_control")?.split(separator: " ") ?? [])
        for controller in wanted where !present.contains(controller) {
            // One at a time: the kernel refuses a whole line for one of its words.
            try? ControlFile.write("+\(controller)", to: folder + "/cgroup.subtree_control")
        }
    }

    /// A v1 cpuset starts without processors and memory nodes, and takes no process until it has some.
    private static func inheritSets(_ folder: String, from parent: String) throws {
        for name in ["/cpuset.cpus", "/cpuset.mems"] where ControlFile.text(folder + name)?.isEmpty == true {
            guard let inherited = ControlFile.text(parent + name), !inherited.isEmpty else { continue }
            try ControlFile.write(inherited, to: folder + name)
        }
    }

    /// The v2 cgroup that a process can be born in (CLONE_INTO_CGROUP); nil where there is no v2.
    package func birthplace() throws -> Descriptor? {
        guard let unified = hierarchies.first(where: { $0.version == .v2 }) else { return nil }
        return try Files.open(unified.folder(of: ownPath), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }

    /// The v1 hierarchies' `cgroup.procs`, open for writing, that a process enters before it executes.
    package func procs() throws -> [(name: String, file: Descriptor)] {
        try hierarchies.filter { $0.version == .v1 }.map { hierarchy in
            let path = hierarchy.folder(of: ownPath) + "/cgroup.procs"
            return (hierarchy.name, try Files.open(path, O_WRONLY | O_NOFOLLOW))
        }
    }

    /// Makes a program start in this cgroup, in every hierarchy.
    package func contain(_ request: inout SpawnRequest) throws {
        request.cgroup = try birthplace()
        request.cgroupProcs = try procs()
    }
}
