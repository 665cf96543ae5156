import CLinux
import Glibc
import Synchronization

/// The one thread on which many waits for descriptors and moments are done, so that no pool thread is blocked.
///
/// Each wait works on a copy of its descriptor: several may wait for one, and closing it meanwhile does no harm.
package final class Poller: Sendable {
    typealias Callback = @Sendable (Readiness) -> Void

    private struct Wait {
        let descriptor: Descriptor?
        let deadline: Stamp?
        let callback: Callback
    }

    private struct State {
        var waits: [UInt64: Wait] = [:]
        var deadlines = Deadlines()
        var lastToken: UInt64 = timerToken
    }

    /// The token of the timer, never of a wait.
    private static let timerToken: UInt64 = 0
    private static let made = Result { try Poller() }

    private let state = Mutex(State())
    private let poll: Descriptor
    private let timer: Descriptor

    /// The process's poller. Throws if the kernel refused its descriptors or its thread when it was first used.
    package static var shared: Poller {
        get throws { try made.get() }
    }

    private init() throws {
        poll = Descriptor(owning: try checked(clinux_poll_create(), "make", "an epoll descriptor"))
        timer = Descriptor(owning: try checked(clinux_timer_create(), "make", "a timer"))
        let added = try poll.withNumber { poll in
            try timer.withNumber { clinux_poll_add_lasting(poll, $0, Self.timerToken) }
        }
        _ = try checked(added, "watch", "a timer")
        try startThread("poller") { self.run() }
    }

    /// A name for a wait that `begin` can begin and `end` can end, before or after.
    func newToken() -> UInt64 {
        state.withLock { state in
            state.lastToken += 1
            return state.lastToken
        }
    }

    /// Calls back once: when the descriptor is ready, when the deadline has passed, or from `end`. Calls are short.
    func begin(
        _ token: UInt64, _ descriptor: Descriptor?, writing: Bool, until deadline: Stamp?,
        _ callback: @escaping Callback
    ) throws {
        let copy = try descriptor?.duplicate()
        // Added under the lock: the thread can't see the event before the wait is known.
        let isAlwaysReady = try state.withLock { state in
            if let copy {
                let bits = writing ? CLINUX_WRITABLE : CLINUX_READABLE
                let added = try poll.withNumber { poll in
                    try copy.withNumber { clinux_poll_add(poll, $0, UInt32(bits), token) }
                }
                // Regular files: epoll refuses what never has to be waited for.
                if added == -EPERM { return true }
                _ = try checked(added, "wait for", "a descriptor")
            }
            state.waits[token] = Wait(descriptor: copy, deadline: deadline, callback: callback)
            if let deadline {
                state.deadlines.insert(deadline, token)
                arm(state.deadlines)
            }
            return false
        }
        if isAlwaysReady { callback(.ready) }
    }

    /// Ends a wait, if it is still going on.
    func end(_ token: UInt64, _ readiness: Readiness) {
        let wait = state.withLock { state in
            let wait = state.waits.removeValue(forKey: token)
            if let deadline = wait?.deadline { state.deadlines.remove(deadline, token) }
            return wait
        }
        guard let wait else { return }
        if let copy = wait.descriptor {
            // By hand: the original keeps the open file, and with it the copy's entry, alive.
            _ = try? poll.withNumber { poll in try copy.withNumber { clinux_poll_remove(poll, $0) } }
        }
        wait.callback(readiness)
    }

    private func run() {
        var tokens = [UInt64](repeating: 0, count: 64)
        var bits = [UInt32](repeating: 0, count: 64)
        while true {
            let count = (try? poll.withNumber { clinux_poll_wait($0, &tokens, &bits, 64) }) ?? 0
            for token in tokens.prefix(Int(max(count, 0))) {
                if token == Self.timerToken { endDue() } else { end(token, .ready) }
            }
        }
    }

    private func endDue() {
        let due = state.withLock { state in
            defer { arm(state.deadlines) }
            return state.deadlines.takeDue(at: .now)
        }
        for token in due { end(token, .ranOut) }
    }

    /// Sets the timer to the next deadline; also takes back that it has fired.
    private func arm(_ deadlines: Deadlines) {
        _ = try? timer.withNumber { clinux_timer_set($0, deadlines.next?.nanoseconds ?? .max) }
    }
}
