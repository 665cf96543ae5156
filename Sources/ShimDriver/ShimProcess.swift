import Linux
import Recordings

/// A shim's daemon: a process that its `start` left behind, so an orphan that came to the lane.
final class ShimProcess: Sendable {
    let identity: ProcessIdentity
    /// Readable when the process has ended.
    private let pidfd: Descriptor
    /// The process as the lane's reaper sees it, where there is one: with status and stamp.
    private let adopted: SpawnedProcess?

    private init?(_ identity: ProcessIdentity) {
        guard let pidfd = try? identity.open() else { return nil }
        self.identity = identity
        self.pidfd = pidfd
        adopted = (try? Reaper.installed?.adopt(identity)) ?? nil
    }

    /// Finds the daemon that `start` left for a task's id.
    ///
    /// Shims carry the id on their command line. It was started a moment ago, so the newest numbers are tried first, one
    /// after the other: to look at 256 of them takes 5 ms, and it is among the last dozen.
    static func find(identifier: String, ofShim shim: String) -> ShimProcess? {
        let newest = (try? ProcessTable.newestNumbers()) ?? []
        if let found = newest.lazy.compactMap({ daemon($0, of: identifier, shim) }).first { return found }
        let all = (try? ProcessTable.read().processes) ?? []
        return all.lazy.compactMap { daemon($0.pid, of: identifier, shim) }.first
    }

    /// The process, if it is the daemon of that task.
    private static func daemon(_ pid: Int32, of identifier: String, _ shim: String) -> ShimProcess? {
        guard let line = try? Files.read("/proc/\(pid)/cmdline", limit: 8192).bytes else { return nil }
        let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        guard words.contains(identifier), !words.contains("start"), !words.contains("delete"),
            words.contains("-namespace") || words.first == shim, let identity = try? ProcessIdentity.of(pid)
        else { return nil }
        return ShimProcess(identity)
    }

    /// The daemons that carry an id, beside those that are known; looked for among all processes.
    static func all(identifier: String, ofShim shim: String, but known: Set<ProcessIdentity>) -> [ShimProcess] {
        let all = (try? ProcessTable.read().processes) ?? []
        return all.filter { !known.contains($0.identity) }.compactMap { daemon($0.pid, of: identifier, shim) }
    }

    /// Whether it has ended: also while nobody has seen its end.
    var hasEnded: Bool {
        guard let stat = (try? ProcessStat.of(identity.pid)) ?? nil else { return true }
        return stat.identity != identity || stat.hasEnded
    }

    /// Whether it has ended by the deadline; with status and stamp where a reaper saw it.
    func exit(until deadline: Stamp) async -> (ended: Bool, exit: ProcessExit?) {
        if let adopted {
            let exit = (try? await adopted.exit(until: deadline)) ?? nil
            return (exit != nil, exit)
        }
        return ((try? await Poller.shared.readable(pidfd, until: deadline)) == true, nil)
    }

    @discardableResult
    func send(_ signal: Int32) -> Bool { (try? identity.send(signal)) == true }
}
