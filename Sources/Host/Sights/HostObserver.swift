import Linux
package import Recordings

/// Looks at the host in the middle of a trial: what an `observe` step does.
package struct HostObserver: Sendable {
    /// What can be looked at.
    package enum Sight: String, Sendable, Hashable, CaseIterable {
        /// What the host holds that it did not hold before the trial.
        case host
        case posture
        case footprint
    }

    /// The trial's own things as they are known now.
    private let scope: @Sendable () -> TrialScope
    /// The host before the trial; nil when nobody looked.
    private let before: HostSnapshot?

    package init(before: HostSnapshot?, scope: @escaping @Sendable () -> TrialScope) {
        self.before = before
        self.scope = scope
    }

    /// Whether a trial is looked at at all: one whose host was not looked at before it is one that is timed.
    package var isOn: Bool { before != nil }

    /// Whether no other lane runs: then what nobody owns can be told too.
    package var isAlone: Bool { scope().isAlone }

    /// Looks, and gives the observations in the order of `Sight`.
    ///
    /// - Parameter names: What pids were bound to: `shim:main`, `pid:main`.
    /// - Throws: `LinuxError` when /proc can't be read.
    package func look(_ sights: Set<Sight>, names: [Int32: String]) throws -> [Observed] {
        let scope = scope()
        let host: [Observed] =
            if sights.contains(.host), let before { [.host(try Self.difference(since: before, scope))] } else { [] }
        guard sights.contains(.posture) || sights.contains(.footprint) else { return host }
        let processes = try TrialProcesses()
        let found = processes.find(scope, names: names) { _ in true }
        return host + Self.seen(processes, found, sights)
    }

    /// Looks at processes that nothing moves any more: shims with their helpers, and the workloads that said that they are
    /// ready.
    ///
    /// Any other workload may be the runtime's own program still, with privileges that it is about to drop.
    /// - Parameter passing: The names of programs that come and go, as the OCI runtime does; no helper of such a name is
    ///   looked at, nor of one that begins with it and a colon (`runc:[2:INIT]`).
    /// - Parameter becoming: Those of them that a workload becomes itself from, the OCI runtime: it is waited for. A shim is
    ///   none: one of Kata's gives its own pid as its workload's.
    package func lookAtSteady(
        _ sights: Set<Sight>, ready: Set<String>, passing: Set<String>, becoming: Set<String> = [],
        names: [Int32: String]
    ) async throws -> [Observed] {
        let poller = try Poller.shared
        let processes = try TrialProcesses()
        let end = Stamp.after(Self.patience)
        while true {
            let found = processes.find(scope(), names: names) { role in
                if role.hasPrefix("inside:") { return false }
                if role.hasPrefix("helper:") { return !isOne(role.dropFirst("helper:".count), of: passing) }
                return role.hasPrefix("workload:") ? ready.contains(String(role.dropFirst("workload:".count))) : true
            }
            let isWaited = found.members.contains { processes.isOnItsWay($0, becoming) } && Stamp.now < end
            // Nothing tells of an exec that another makes; to look takes a third of this.
            guard isWaited, (try? await poller.sleep(until: .after(.milliseconds(1)))) != nil else {
                return Self.seen(processes, found, sights)
            }
        }
    }

    private static func seen(
        _ processes: borrowing TrialProcesses, _ found: (members: [TrialProcesses.Member], unseen: Int),
        _ sights: Set<Sight>
    ) -> [Observed] {
        var seen: [Observed] = []
        if sights.contains(.posture) {
            seen.append(.posture(HostPosture.posture(processes, found.members, found.unseen)))
        }
        if sights.contains(.footprint) {
            seen.append(.footprint(HostFootprint.footprint(processes, found.members, found.unseen)))
        }
        return seen
    }

    /// How long a workload is waited for that has not become what it stays: a sandbox, which says nothing when it has. On a
    /// busy host 1 of 18 was its runtime's program still when the next container was ready.
    private static let patience: Duration = .milliseconds(500)

    /// What differs now: without others' things, and without what Kumite itself keeps for the trial while it runs.
    private static func difference(since before: HostSnapshot, _ scope: TrialScope) throws -> HostDifference {
        let after = try HostSnapshot.take(scope, knowing: before)
        var changes = before.changes(to: after, scope).withoutOthers()
        changes.left.removeAll { change in
            switch change.object {
            case .cgroup(let cgroup): cgroup.path == scope.cgroup
            // Fifos and endpoints lie in the trial's folders; what runtimes make lies deeper.
            case .file(let path, _): path.folderAndName.map { scope.folders.contains($0.folder) } ?? false
            default: false
            }
        }
        return changes.difference(at: "observe")
    }
}

extension TrialProcesses {
    /// Whether it is a workload that runs one of some programs still, or is about to run its own: the kernel names a
    /// process by its next program a moment before that has arguments.
    fileprivate func isOnItsWay(_ member: Member, _ programs: Set<String>) -> Bool {
        !programs.isEmpty && member.role.hasPrefix("workload:")
            && (isOne(member.status.name, of: programs) || arguments(of: member) == [])
    }
}

/// Whether a process's name, as the kernel or a role tells it, is that of one of some programs.
private func isOne(_ name: some StringProtocol, of programs: Set<String>) -> Bool {
    programs.contains(String(name.prefix { $0 != ":" && $0 != "#" }))
}
