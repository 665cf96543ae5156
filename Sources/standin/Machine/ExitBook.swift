import Linux
import Synchronization

/// How processes ended that came to this one as orphans, before anybody asked for them.
///
/// A short exec has often ended when the runtime's program that made it has: its end is read here then.
final class ExitBook: Sendable {
    private struct State {
        var exits: [Int32: ProcessExit] = [:]
        var order: [Int32] = []
        var awaited: [Int32: OneShot<ProcessExit>] = [:]
    }

    /// Ends that are kept; an older one was nobody's.
    static let most = 4096

    private let state = Mutex(State())

    func note(_ exit: ProcessExit) {
        let awaited: OneShot<ProcessExit>? = state.withLock { state in
            if let awaited = state.awaited.removeValue(forKey: exit.pid) { return awaited }
            state.order.append(exit.pid)
            state.exits[exit.pid] = exit
            if state.order.count > ExitBook.most {
                let oldest = state.order.removeFirst()
                if !state.order.contains(oldest) { state.exits[oldest] = nil }
            }
            return nil
        }
        awaited?.set(exit)
    }

    /// The end of a process that is no more: seen already, or on its way from the thread that has seen it.
    func end(of pid: Int32) -> OneShot<ProcessExit> {
        state.withLock { state in
            if let awaited = state.awaited[pid] { return awaited }
            let end = OneShot<ProcessExit>()
            if let exit = state.exits.removeValue(forKey: pid) {
                end.set(exit)
            } else {
                state.awaited[pid] = end
            }
            return end
        }
    }

    /// Waits no longer for the end of a process.
    func forget(_ pid: Int32) { state.withLock { $0.awaited[pid] = nil } }
}
