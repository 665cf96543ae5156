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
    /// Shims carry the id on their command line. In a lane the orphan is a child, so only those few are looked at;
    /// elsewhere the whole table is.
    static func find(identifier: String, ofShim shim: String) -> ShimProcess? {
        guard let table = try? ProcessTable.read() else { return nil }
        let own = (try? Subreaper.isSet) == true ? table.children(of: ThisProcess.pid) : []
        for process in own + table.processes {
            guard let line = try? Files.read("/proc/\(process.pid)/cmdline", limit: 8192).bytes else { continue }
            let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            guard words.contains(identifier), !words.contains("start"), !words.contains("delete"),
                words.contains("-namespace") || words.first == shim
            else { continue }
            return ShimProcess(process.identity)
        }
        return nil
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
