package import Recordings

/// How a trial's processes stand on the host now.
package enum HostPosture {
    /// Looks at the trial's processes, those that have an unknown role too.
    ///
    /// - Parameter names: What pids were bound to: `shim:main`, `pid:main`.
    /// - Parameter wanted: Which roles are looked at; all by default.
    /// - Throws: `LinuxError` when there is no /proc; a process that ends meanwhile is left out.
    package static func take(
        _ scope: TrialScope, names: [Int32: String], wanted: (String) -> Bool = { _ in true }
    ) throws -> PostureRecord {
        let processes = try TrialProcesses()
        let (members, unseen) = processes.find(scope, names: names, wanted: wanted)
        return posture(processes, members, unseen)
    }

    static func posture(
        _ processes: borrowing TrialProcesses, _ members: [TrialProcesses.Member], _ unseen: Int
    ) -> PostureRecord {
        var taken: [Posture] = []
        for member in members {
            if let posture = processes.posture(of: member) { taken.append(posture) }
        }
        let own = processes.own()
        return PostureRecord(
            laneNamespaces: own.namespaces, laneCgroups: own.cgroups, processes: taken, unseen: unseen)
    }
}

/// What a trial's processes take of the host now.
package enum HostFootprint {
    /// Looks at the trial's processes; see `HostPosture.take`.
    package static func take(
        _ scope: TrialScope, names: [Int32: String], wanted: (String) -> Bool = { _ in true }
    ) throws -> FootprintRecord {
        let processes = try TrialProcesses()
        let (members, unseen) = processes.find(scope, names: names, wanted: wanted)
        return footprint(processes, members, unseen)
    }

    static func footprint(
        _ processes: borrowing TrialProcesses, _ members: [TrialProcesses.Member], _ unseen: Int
    ) -> FootprintRecord {
        var taken: [Footprint] = []
        for member in members {
            if let footprint = processes.footprint(of: member) { taken.append(footprint) }
        }
        return FootprintRecord(processes: taken, unseen: unseen)
    }
}
