/// The processes of one sandbox by role, as a tree of the host's processes shows them.
///
/// One belongs to it that names the sandbox in its arguments and has a program with a role, or that descends from one
/// that does; so a VMM is found whose shim is gone, and a helper that no argument tells.
package struct SandboxProcesses: Sendable, Hashable {
    package struct Member: Sendable, Hashable {
        package var process: HostProcess
        /// Nil for what descends from the sandbox's own and has no role.
        package var role: SandboxRole?
        /// The role of its parent, if that belongs to the sandbox.
        package var parent: SandboxRole?
    }

    package var sandbox: String
    /// By pid.
    package var members: [Member]

    /// How many processes of a host are read.
    package static let limit = 65_536

    /// - Parameter programs: Programs of other names, by their absolute path.
    package init(of sandbox: String, among processes: [HostProcess], programs: [String: SandboxRole] = [:]) {
        self.sandbox = sandbox
        let seen = processes.prefix(Self.limit)
        let byPid = Dictionary(seen.map { ($0.pid, $0) }) { first, _ in first }
        var roles: [Int32: SandboxRole] = [:]
        var own: Set<Int32> = []
        for process in byPid.values {
            guard let role = SandboxRole.role(of: process, programs: programs), process.mentions(sandbox) else {
                continue
            }
            roles[process.pid] = role
            own.insert(process.pid)
        }
        let named = own
        for process in byPid.values where !own.contains(process.pid) {
            guard Self.descends(process, from: named, byPid) else { continue }
            own.insert(process.pid)
            // The child of one shim may be another sandbox's only if it says so.
            roles[process.pid] = SandboxRole.role(of: process, programs: programs)
        }
        members = own.sorted().compactMap { pid in
            byPid[pid].map { Member(process: $0, role: roles[pid], parent: roles[$0.parent]) }
        }
    }

    private static func descends(
        _ process: HostProcess, from own: Set<Int32>, _ byPid: [Int32: HostProcess]
    ) -> Bool {
        var parent = process.parent
        // Processes come and go while they are read: there could be a circle.
        for _ in 0..<64 {
            if own.contains(parent) { return true }
            guard let above = byPid[parent], above.parent != parent else { return false }
            parent = above.parent
        }
        return false
    }

    package func all(_ role: SandboxRole) -> [HostProcess] {
        members.filter { $0.role == role }.map(\.process)
    }

    /// Those that have ended and that nobody has waited for.
    package var zombies: [HostProcess] { members.map(\.process).filter(\.isZombie) }

    /// How they differ from what a shim of a release has for a hypervisor, in words; empty if they don't.
    package func differences(from plan: ProcessPlan) -> [String] {
        var told: [String] = []
        for role in SandboxRole.allCases where role != .call {
            let found = members.filter { $0.role == role && !$0.process.isZombie }
            let range = plan.counts[role] ?? 0...0
            if found.count < range.lowerBound { told.append("no \(role.rawValue)") }
            if found.count > range.upperBound {
                told.append(
                    range.upperBound == 0 ? "a \(role.rawValue)" : "\(found.count) \(role.rawValue) processes")
            }
            guard plan.children.contains(role) else { continue }
            // virtiofsd and Firecracker's jailer fork: a child of their own kind is as good as one of the shim.
            if found.contains(where: { $0.parent != .shim && $0.parent != role && $0.parent != .jailer }) {
                told.append("the \(role.rawValue) is no child of the shim")
            }
        }
        return told + zombies.map { "a zombie: \($0.command)" }.sorted()
    }
}
