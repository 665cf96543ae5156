import Glibc
import Linux

/// What former runs left on the host: only what carries our mark, and nothing of a run that lives.
package struct Leftovers: Sendable {
    /// In the order in which they are removed.
    package let all: [Leftover]

    /// The folders' locks, held so that nobody takes them meanwhile.
    let locks: [Descriptor]

    /// Looks for what former runs left.
    package static func find() throws -> [Leftover] { try Leftovers().all }

    /// Looks for what former runs left, and holds the folders found until this is let go of.
    ///
    /// - Parameter parent: Where lanes' folders are.
    /// - Parameter work: Where their bundles are.
    /// - Parameter isOurs: Which runs are looked at, by name; for tests, whose machines others use too.
    package init(
        in parent: String = LaneFolder.parent, work: String = LaneFolder.workParent,
        run isOurs: @escaping (String) -> Bool = { _ in true }
    ) throws {
        // Cgroups and work folders first: a lane that has them now has locked its folder before.
        let table = try MountTable(of: 0)
        let cgroups = Self.markedCgroups(CgroupLayout(table))
        let works = Self.names(in: work)
        let folders = Self.names(in: parent).compactMap { DeadOrLiveFolder("\(parent)/\($0)") }
        let live = Set(folders.filter(\.isLive).flatMap(\.runs))
        let dead = folders.filter { !$0.isLive && $0.runs.allSatisfy(isOurs) }
        let held = Set(folders.filter(\.isLive).compactMap { $0.path.folderAndName?.name })
        let deadWorks = works.filter { !held.contains($0) && isOurs(DeadOrLiveFolder.run(ofLane: $0)) }
            .map { "\(work)/\($0)" }
        let named = Set(dead.flatMap(\.cgroups))
        let isDead: (String) -> Bool = { !live.contains($0) && isOurs($0) }

        let left = cgroups.filter { cgroup in
            guard let run = cgroup.run else { return false }
            return isDead(run) || (isOurs(run) && named.contains { cgroup.path.isAtOrBelow($0) })
        }
        let processes = try ProcessScan(known: [:]).run().values.filter { !$0.hasEnded }
        let spared = Self.thisProcessAndAncestors(processes)
        var found: [Leftover] = []
        for process in processes.sorted(by: { $0.identity.pid < $1.identity.pid })
        where !spared.contains(process.identity.pid) {
            if let why = Self.reason(for: process, left, dead, isDead) { found.append(.process(process, because: why)) }
        }
        // The last mounted first: it may lie on another.
        let places = dead.map(\.path) + deadWorks
        found += table.entries.reversed().filter { mount in places.contains { mount.target.isAtOrBelow($0) } }
            .map(Leftover.mount)
        found += DeviceScan.run().filter { device in places.contains { device.value.isAtOrBelow($0) } }
            .sorted { $0.key < $1.key }.map { Leftover.loop(device: $0.key, file: $0.value) }
        found += dead.flatMap(\.networkNamespaces).filter { access("/run/netns/\($0)", F_OK) == 0 }
            .map(Leftover.networkNamespace)
        found += left.sorted { ($0.hierarchy.point, $1.path) < ($1.hierarchy.point, $0.path) }.map(Leftover.cgroup)
        let pids = found.compactMap { if case .process(let process, _) = $0 { process.identity.pid } else { nil } }
        let sockets = ShimSockets.held(by: pids).union(dead.flatMap(\.sockets))
        found += sockets.sorted().filter { access($0, F_OK) == 0 }.map(Leftover.socket)
        found += deadWorks.map { .folder(path: $0, refused: []) }
        found += dead.map { .folder(path: $0.path, refused: $0.refused) }
        all = found
        locks = dead.compactMap(\.lock)
    }

    /// Why a process is a former run's; nil if it isn't.
    private static func reason(
        for process: HostProcess, _ cgroups: [CgroupName], _ dead: [DeadOrLiveFolder], _ isDead: (String) -> Bool
    ) -> String? {
        guard let details = process.details else { return nil }
        let paths = details.cgroups.paths
        if let cgroup = cgroups.first(where: { paths.contains($0.path) }) { return "in cgroup \(cgroup.path)" }
        if let run = details.run, Register.isName(run), isDead(run) { return "started by run \(run)" }
        // A shim that was just started is in no register yet; it was told of sockets in its trial's folder, `t12`.
        for folder in dead where details.arguments.contains("\(folder.path)/t") {
            return "with \(folder.path) in its arguments"
        }
        for folder in dead where folder.processes.contains(process.identity) {
            // A register alone is no proof: who can write it could have any process killed.
            if let run = folder.runs.first(where: { $0.utf8.count >= 6 && details.arguments.holds($0) }) {
                return "named in \(folder.path)/\(Register.name), with run \(run) in its arguments"
            }
        }
        return nil
    }

    /// Every cgroup below one that carries our mark.
    private static func markedCgroups(_ layout: CgroupLayout) -> [CgroupName] {
        layout.hierarchies.flatMap { hierarchy in
            var found: [CgroupName] = []
            CgroupTree.forEach(below: hierarchy.point) { path in
                if path.hasPrefix("/" + TrialCgroup.mark) { found.append(CgroupName(hierarchy: hierarchy, path: path)) }
            }
            return found
        }
    }

    private static func thisProcessAndAncestors(_ processes: [HostProcess]) -> Set<Int32> {
        let parents = Dictionary(processes.map { ($0.identity.pid, $0.parent) }, uniquingKeysWith: { one, _ in one })
        var spared: Set<Int32> = [1]
        var next: Int32? = getpid()
        while let pid = next, spared.insert(pid).inserted { next = parents[pid] }
        return spared
    }

    /// The names of lanes' folders in a folder, sorted: `<run>-<number>`.
    private static func names(in parent: String) -> [String] {
        var names: [String] = []
        guard let folder = try? Folder.open(parent) else { return [] }
        try? folder.forEach { name, kind, _ in
            let text = String(cString: name)
            if kind == .folder, Register.isName(text) { names.append(text) }
            return names.count < 4_096
        }
        return names.sorted()
    }
}

extension CgroupName {
    /// The run in the path's first part; nil if that is none of ours.
    fileprivate var run: String? {
        guard let first = path.dropFirst().split(separator: "/").first, first.hasPrefix(TrialCgroup.mark)
        else { return nil }
        return String(first.dropFirst(TrialCgroup.mark.count))
    }
}
