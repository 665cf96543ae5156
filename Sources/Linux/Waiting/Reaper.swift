import CLinux
import Glibc
import Synchronization

/// The one thread that waits for all children of a process: its own and, if it is a subreaper, orphans.
///
/// For processes that own all their children (lane, conductor), and installed before the first of them is made: it
/// would take the ends of children that anything else waits for.
package final class Reaper: Waiter {
    /// What happens with the end of a process that was neither started nor adopted. Called on the reaper's thread.
    package typealias OrphanHandler = @Sendable (ProcessExit) -> Void

    private struct State {
        var watched: [Int32: SpawnedProcess] = [:]
        /// Children being made, and the ends of unknown children seen meanwhile: one may be the child being made.
        var expected: Set<UInt64> = []
        var limbo: [(sequence: UInt64, exit: ProcessExit)] = []
        var sequence: UInt64 = 0
        /// Children that failed to start, reaped by the thread and not delivered yet.
        var failed: Set<Int32> = []
    }

    private static let process = Mutex<Reaper?>(nil)

    private let state = Mutex(State())
    private let born: Descriptor
    private let orphans: OrphanHandler

    /// The process's reaper, if it has one.
    package static var installed: Reaper? { process.withLock { $0 } }

    /// Starts the process's reaper; it runs as long as the process. Throws if there is one already.
    @discardableResult
    package static func install(orphans: @escaping OrphanHandler) throws -> Reaper {
        try process.withLock { installed in
            guard installed == nil else {
                throw LinuxError(
                    doing: "install", to: "a reaper", because: "this process has one already", now: "use that one")
            }
            let counter = try checked(clinux_counter_create(), "make", "an event counter")
            let reaper = Reaper(born: Descriptor(owning: counter), orphans: orphans)
            try startThread("reaper") { reaper.run() }
            installed = reaper
            return reaper
        }
    }

    private init(born: Descriptor, orphans: @escaping OrphanHandler) {
        self.born = born
        self.orphans = orphans
    }

    /// Takes charge of an orphan that is (or is about to become) a child of this process, so that its end can be awaited.
    ///
    /// nil if it is gone. If its end has been reported to the orphan handler already, it is not reported here.
    package func adopt(_ identity: ProcessIdentity) throws -> SpawnedProcess? {
        if let known = state.withLock({ $0.watched[identity.pid] }) { return known }
        let ticket = expect()
        // After `expect`: from here on its end goes to limbo, where `watch` finds it.
        guard let pidfd = try? identity.open(), let stat = try? ProcessStat.of(identity.pid) else {
            forget(ticket, reaping: nil)
            return nil
        }
        let now = Stamp.now
        let process = SpawnedProcess(
            pid: identity.pid, pidfd: pidfd, program: stat.name, launched: now, executed: now)
        watch(process, ticket)
        return process
    }

    func expect() -> UInt64 {
        state.withLock { state in
            state.sequence += 1
            state.expected.insert(state.sequence)
            return state.sequence
        }
    }

    func watch(_ process: SpawnedProcess, _ ticket: UInt64) {
        let missed = settle(ticket) { state in
            if let index = state.limbo.firstIndex(where: { $0.sequence > ticket && $0.exit.pid == process.pid }) {
                return state.limbo.remove(at: index).exit
            }
            state.watched[process.pid] = process
            return nil
        }
        if let missed { process.ended.set(missed) }
        // The thread sleeps when there is no child at all.
        _ = try? born.withNumber { clinux_counter_add($0) }
    }

    func forget(_ ticket: UInt64, reaping pid: Int32?) {
        _ = settle(ticket) { state in
            guard let pid else { return nil }
            if let index = state.limbo.firstIndex(where: { $0.sequence > ticket && $0.exit.pid == pid }) {
                state.limbo.remove(at: index)
            } else {
                // The thread has it in its hands, between the wait and `deliver`.
                state.failed.insert(pid)
            }
            return nil
        }
    }

    /// Ends an expectation; what is left in limbo when there is none left was nobody's.
    private func settle(_ ticket: UInt64, _ body: (inout State) -> ProcessExit?) -> ProcessExit? {
        let (claimed, strangers) = state.withLock { state in
            let claimed = body(&state)
            state.expected.remove(ticket)
            guard state.expected.isEmpty else { return (claimed, [ProcessExit]()) }
            defer { state.limbo = [] }
            return (claimed, state.limbo.map(\.exit))
        }
        for stranger in strangers { orphans(stranger) }
        return claimed
    }

    private func run() {
        while true {
            var seen = clinux_exit()
            let result = clinux_wait_any(&seen)
            if result == 1 {
                deliver(ProcessExit(seen))
            } else {
                _ = try? born.withNumber { clinux_counter_take($0) }
            }
        }
    }

    private func deliver(_ exit: ProcessExit) {
        enum Receiver { case process(SpawnedProcess), forgotten, limbo, nobody }
        let receiver: Receiver = state.withLock { state in
            if let process = state.watched.removeValue(forKey: exit.pid) { return .process(process) }
            if state.failed.remove(exit.pid) != nil { return .forgotten }
            if state.expected.isEmpty { return .nobody }
            state.sequence += 1
            state.limbo.append((state.sequence, exit))
            return .limbo
        }
        switch receiver {
        case .process(let process): process.ended.set(exit)
        case .forgotten, .limbo: break
        case .nobody: orphans(exit)
        }
    }
}
