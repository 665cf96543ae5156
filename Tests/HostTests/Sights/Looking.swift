import Recordings

@testable import Host

extension HostPosture {
    /// Looks at a trial's processes as an observer does.
    static func take(
        _ scope: TrialScope, names: [Int32: String], wanted: (String) -> Bool = { _ in true }
    ) throws -> PostureRecord {
        let processes = try TrialProcesses()
        let (members, unseen) = processes.find(scope, names: names, wanted: wanted)
        return posture(processes, members, unseen)
    }
}

extension HostFootprint {
    /// The same for memory, threads and descriptors.
    static func take(_ scope: TrialScope, names: [Int32: String]) throws -> FootprintRecord {
        let processes = try TrialProcesses()
        let (members, unseen) = processes.find(scope, names: names) { _ in true }
        return footprint(processes, members, unseen)
    }
}
