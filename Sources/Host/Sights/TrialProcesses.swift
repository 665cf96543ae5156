import Glibc
import Linux
import Recordings

/// The processes of a trial as they are now, with what each is in it; found without reading all of /proc.
///
/// Every orphan of a trial comes to its shim or to its lane, as both are subreapers: whatever a trial started descends
/// from a process that has a name or from the lane.
struct TrialProcesses: ~Copyable {
    /// One of them, and its role.
    struct Member {
        var pid: Int32
        var role: String
        var status: StatusFile
    }

    private let proc: Folder
    private let file = SmallFile(limit: 65_536)
    /// The program that this process runs.
    private let ours: String?

    init() throws {
        proc = try Folder.open("/proc")
        ours = try? ThisProcess.program
    }

    /// Finds them, in the order of their roles.
    ///
    /// - Parameter names: What processes were bound to, by pid. With a lane in the scope only what descends from it is
    ///   told: a pid may be another's by now.
    /// - Parameter wanted: Which roles are told; below a process that isn't wanted nobody is looked for.
    /// - Returns: At most `PostureRecord.limit`, and how many more there were.
    func find(
        _ scope: TrialScope, names: [Int32: String], wanted: (String) -> Bool
    ) -> (members: [Member], unseen: Int) {
        var statuses: [Int32: StatusFile] = [:]
        var open = Array(names.keys) + Array(scope.pids)
        if let lane = scope.lane { open += children(of: lane) }
        var seen: Set<Int32> = []
        while let pid = open.popLast() {
            guard seen.count < Self.most, pid != scope.lane, !scope.guests.contains(pid), seen.insert(pid).inserted
            else { continue }
            if let name = names[pid], !wanted(ProcessRole.role(ofName: name)) { continue }
            guard let status = status(of: pid), !status.hasEnded, !isOurs(pid) else { continue }
            statuses[pid] = status
            open += children(of: pid)
        }
        if let lane = scope.lane { Self.keepOnly(below: lane, &statuses) }
        let seats = statuses.map { ProcessRole.Seat(pid: $0.key, parent: $0.value.parent, command: $0.value.name) }
        let roles = ProcessRole.roles(of: seats, names: names)
        let members = statuses.map { Member(pid: $0.key, role: roles[$0.key] ?? "", status: $0.value) }
            .filter { wanted($0.role) }
            .sorted { ($0.role, $0.pid) < ($1.role, $1.pid) }
        return (Array(members.prefix(PostureRecord.limit)), max(0, members.count - PostureRecord.limit))
    }

    /// Drops processes that do not descend from one; the parents of those that do are all there.
    private static func keepOnly(below lane: Int32, _ statuses: inout [Int32: StatusFile]) {
        var below: Set<Int32> = [lane]
        var grew = true
        while grew {
            grew = false
            for (pid, status) in statuses where below.contains(status.parent) && below.insert(pid).inserted {
                grew = true
            }
        }
        statuses = statuses.filter { below.contains($0.key) }
    }

    /// More than any trial has; what a fork bomb makes beyond is not looked at.
    private static let most = 1024

    /// The words of a process's command line; nil when it has gone.
    func arguments(of member: Member) -> [String]? {
        ProcessFolder(member.pid, in: proc)?.read("cmdline", file) { Arguments.split($0) }
    }

    /// Reads one process; nil when it has gone.
    func posture(of member: Member) -> Posture? {
        guard let folder = ProcessFolder(member.pid, in: proc) else { return nil }
        let arguments = folder.read("cmdline", file) { Arguments.split($0) } ?? []
        let cgroups = folder.read("cgroup", file) { ProcessCgroups($0) }
        let descriptors = folder.descriptors(file, most: Posture.mostDescriptors)
        return Posture(
            role: member.role, pid: member.pid, command: member.status.name, arguments: arguments,
            privileges: member.status.privileges, namespaces: folder.namespaces(file),
            cgroups: cgroups?.byHierarchy ?? [:],
            label: folder.read("attr/current", file) { Arguments.line($0) } ?? nil,
            oomScoreAdjust: folder.read("oom_score_adj", file) { Arguments.line($0).flatMap { Int($0) } } ?? nil,
            root: folder.link("root", file), directory: folder.link("cwd", file),
            descriptors: descriptors?.kept ?? [], descriptorCount: descriptors?.count)
    }

    /// Reads what one process takes; nil when it has gone.
    func footprint(of member: Member) -> Footprint? {
        guard let folder = ProcessFolder(member.pid, in: proc) else { return nil }
        let memory = folder.read("smaps_rollup", file) { MemoryRollup($0) } ?? nil
        // The kernel adds a thread's pages to the peak many at a time, and it was read before: a process that grows would
        // hold more now than ever.
        let peakBytes = member.status.peakBytes.map { max($0, memory?.residentBytes ?? 0) }
        return Footprint(
            role: member.role, pid: member.pid, command: member.status.name,
            residentBytes: memory?.residentBytes ?? member.status.residentBytes,
            proportionalBytes: memory?.proportionalBytes, privateBytes: memory?.privateBytes,
            swappedBytes: memory?.swappedBytes, peakBytes: peakBytes,
            threads: member.status.privileges.threads, descriptors: folder.descriptorCount())
    }

    /// The namespaces and cgroups of this thread: what others are held against.
    func own() -> (namespaces: [String: UInt64], cgroups: [String: String]) {
        guard let folder = ProcessFolder(ThisProcess.pid, in: proc) else { return ([:], [:]) }
        let cgroups = folder.read("cgroup", file) { ProcessCgroups($0) }
        return (folder.namespaces(file), cgroups?.byHierarchy ?? [:])
    }

    private func status(of pid: Int32) -> StatusFile? {
        guard let folder = ProcessFolder(pid, in: proc) else { return nil }
        return folder.read("status", file) { StatusFile($0) } ?? nil
    }

    /// Whether it is a program of Kumite's own, such as the publisher that a shim runs.
    private func isOurs(_ pid: Int32) -> Bool {
        guard let ours, let folder = ProcessFolder(pid, in: proc) else { return false }
        return folder.link("exe", file) == ours
    }

    private func children(of pid: Int32) -> [Int32] {
        guard let folder = ProcessFolder(pid, in: proc) else { return [] }
        if let children = folder.children(file) { return children }
        return (try? ProcessTable.read())?.children(of: pid).map(\.pid) ?? []
    }
}

/// The words of /proc/PID/cmdline, and other texts that a process or the kernel gives.
enum Arguments {
    /// The arguments, bounded in number and bytes; what is cut off is told by a last `…`.
    static func split(_ bytes: UnsafeRawBufferPointer) -> [String] {
        let kept = bytes.prefix(Posture.argumentBytes)
        var words = kept.split(separator: 0, omittingEmptySubsequences: false).map { $0.text }
        // Each argument ends with a zero, the last one too.
        if words.last == "" { words.removeLast() }
        guard words.count > Posture.mostArguments || kept.count < bytes.count else { return words }
        return words.prefix(Posture.mostArguments) + ["…"]
    }

    /// A file of one line, without its end; nil for an empty one.
    static func line(_ bytes: UnsafeRawBufferPointer) -> String? {
        let line = bytes.prefix(512).prefix { $0 != 0x0a && $0 != 0 }
        return line.isEmpty ? nil : line.text
    }
}
