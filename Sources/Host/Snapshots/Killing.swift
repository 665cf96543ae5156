import Glibc
import Linux

/// Ending processes by force, each by its identity: a number that has become another's is left alone.
enum Killing {
    /// Kills processes, waits until they have ended, and removes the shim sockets that they listened on.
    ///
    /// Nobody told the trial of such a socket if the shim's `start` never said its address. One at whose name somebody
    /// else listens by now is left: the kernel's table names a socket as it was bound, and an understudy takes that name.
    /// - Returns: Those that still live at the deadline, and the sockets that are still there, each with why.
    static func endWithSockets(
        _ processes: [HostProcess], by deadline: Stamp
    ) async throws -> (living: [HostProcess], sockets: [(path: String, why: String)]) {
        let held = ShimSockets.held(by: processes.map(\.identity.pid))
        let living = try await end(processes, by: deadline)
        let dead = held.sorted().filter { Files.exists($0) && (try? UnixSocket.connect(.path($0))) == nil }
        let stuck = dead.compactMap { path in
            Leftovers.removeShimSocket(path).map { (path, $0) }
        }
        return (living, stuck)
    }

    /// Kills processes and waits until they have ended.
    ///
    /// - Returns: Those that still live at the deadline.
    static func end(_ processes: [HostProcess], by deadline: Stamp) async throws -> [HostProcess] {
        var waits: [(process: HostProcess, pidfd: Descriptor)] = []
        for process in processes {
            guard let pidfd = try process.identity.open() else { continue }
            try process.identity.send(SIGKILL)
            waits.append((process, pidfd))
        }
        var living: [HostProcess] = []
        let poller = try Poller.shared
        for (process, pidfd) in waits where try await !poller.readable(pidfd, until: deadline) {
            living.append(process)
        }
        return living
    }
}
