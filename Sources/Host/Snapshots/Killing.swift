import Glibc
import Linux

/// Ending processes by force, each by its identity: a number that has become another's is left alone.
enum Killing {
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
