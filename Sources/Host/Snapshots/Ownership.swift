import Linux

/// Which processes are a trial's: by cgroup, by the mark that they carry, or because they descend from one that is.
struct Ownership {
    /// The trial's processes; the lane itself is none of them.
    let owned: [HostProcess]
    private let pids: Set<Int32>
    private let byPid: [Int32: HostProcess]

    init(_ scope: TrialScope, _ processes: [ProcessIdentity: HostProcess]) {
        var children: [Int32: [HostProcess]] = [:]
        var byPid: [Int32: HostProcess] = [:]
        var open: [HostProcess] = []
        for (_, process) in processes {
            children[process.parent, default: []].append(process)
            byPid[process.identity.pid] = process
            if process.identity.pid != scope.lane, Self.isMarked(process, scope) { open.append(process) }
        }
        if let lane = scope.lane { open += children[lane] ?? [] }
        var owned: [Int32: HostProcess] = [:]
        let inGuest = Self.below(scope.guests, children)
        while let next = open.popLast() {
            let pid = next.identity.pid
            guard pid != scope.lane, !inGuest.contains(pid), owned.updateValue(next, forKey: pid) == nil
            else { continue }
            open += children[next.identity.pid] ?? []
        }
        self.owned = Array(owned.values)
        self.pids = Set(owned.keys)
        self.byPid = byPid
    }

    /// Some processes and all that descends from them.
    private static func below(_ roots: Set<Int32>, _ children: [Int32: [HostProcess]]) -> Set<Int32> {
        var all: Set<Int32> = []
        var open = Array(roots)
        while let next = open.popLast() {
            guard all.insert(next).inserted else { continue }
            open += (children[next] ?? []).map(\.identity.pid)
        }
        return all
    }

    func contains(_ process: HostProcess) -> Bool { pids.contains(process.identity.pid) }

    /// The trial's living process that has a number.
    func living(_ pid: Int32) -> HostProcess? {
        guard pids.contains(pid), let process = byPid[pid], !process.hasEnded else { return nil }
        return process
    }

    private static func isMarked(_ process: HostProcess, _ scope: TrialScope) -> Bool {
        if scope.pids.contains(process.identity.pid) { return true }
        guard let details = process.details else { return false }
        return details.run == scope.nonce || scope.isMarked(details.arguments)
            || details.cgroups.byHierarchy.values.contains { scope.owns(cgroup: $0) }
    }
}
