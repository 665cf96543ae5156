import Recordings

/// How a trial's processes stand on the host now.
enum HostPosture {
    /// What is seen of processes that were found; one that ends meanwhile is left out.
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
enum HostFootprint {
    /// What is seen of processes that were found; one that ends meanwhile is left out.
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
