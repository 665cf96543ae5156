package import Linux
import Recordings
import Synchronization

/// What a session has learned to be its contender's, told at once: so that it can be found even if the lane dies.
package final class Claims: Sendable {
    /// One thing of a contender's that lies outside the trial's own folders and cgroup.
    package enum Claim: Sendable, Hashable {
        /// A process, with its role: `shim:main`.
        case process(role: String, ProcessIdentity)
        /// A socket, by path.
        case socket(String)
        /// A network namespace of the trial's own, by its name in `/run/netns`.
        case networkNamespace(String)
    }

    private let all = Mutex<[Claim]>([])
    private let told: @Sendable (Claim) -> Void

    /// - Parameter told: Called with each claim when it is made.
    package init(_ told: @escaping @Sendable (Claim) -> Void = { _ in }) {
        self.told = told
    }

    package func add(_ claim: Claim) {
        all.withLock { $0.append(claim) }
        told(claim)
    }

    package var pids: Set<Int32> {
        Set(all.withLock { $0 }.compactMap { if case .process(_, let identity) = $0 { identity.pid } else { nil } })
    }

    /// Processes of Kumite's own that stand beside a contender's: the daemons of its understudy.
    package var companions: Set<Int32> {
        Set(
            all.withLock { $0 }.compactMap { claim in
                if case .process(let role, let identity) = claim, role.hasPrefix(ProcessRole.understudy) {
                    identity.pid
                } else {
                    nil
                }
            })
    }

    /// Processes that stand in for a guest.
    package var guests: Set<Int32> {
        Set(
            all.withLock { $0 }.compactMap { claim in
                if case .process(Claims.guest, let identity) = claim { identity.pid } else { nil }
            })
    }

    /// The role of a process that stands in for a guest.
    package static let guest = "guest"

    package var sockets: Set<String> {
        Set(all.withLock { $0 }.compactMap { if case .socket(let path) = $0 { path } else { nil } })
    }
}
