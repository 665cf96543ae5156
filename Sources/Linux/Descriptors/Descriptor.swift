import Glibc
import Synchronization

/// An open descriptor that is closed exactly once: by `close()`, or when its last owner lets go.
///
/// A `close()` while another thread uses the number waits for that use to end, so the number can't be reused under it.
/// It does not wake a thread blocked in a read: use `shutDown` on sockets, and non-blocking descriptors elsewhere.
package final class Descriptor: Sendable {
    private struct State {
        var number: Int32
        var users = 0
        var closing = false

        /// The number, now the caller's to close.
        mutating func take() -> Int32 {
            defer { number = -1 }
            return number
        }
    }

    private let state: Mutex<State>

    /// Takes over an open descriptor's number.
    package init(owning number: Int32) {
        state = Mutex(State(number: number))
    }

    deinit {
        let number = state.withLock { $0.number }
        if number >= 0 { _ = Glibc.close(number) }
    }

    /// Uses the number; it stays open until the body returns. Throws EBADF after `close()`.
    package func withNumber<Result>(_ body: (Int32) throws -> Result) throws -> Result {
        let number = try hold()
        defer { release() }
        return try body(number)
    }

    /// Closes, now or when the last use in progress has ended. Closing again does nothing.
    package func close() {
        let number = state.withLock { state in
            state.closing = true
            return state.users == 0 ? state.take() : -1
        }
        if number >= 0 { _ = Glibc.close(number) }
    }

    /// Whether `close()` has been called.
    package var isClosed: Bool { state.withLock { $0.closing } }

    /// The number, which stays open until `release()`. Throws EBADF after `close()`.
    func hold() throws(LinuxError) -> Int32 {
        let number = state.withLock { state in
            if state.closing || state.number < 0 { return Int32(-1) }
            state.users += 1
            return state.number
        }
        if number < 0 { throw LinuxError(doing: "use", to: "a closed descriptor", errno: EBADF) }
        return number
    }

    /// Ends a use that `hold()` began.
    func release() {
        let number = state.withLock { state in
            state.users -= 1
            return state.closing && state.users == 0 ? state.take() : -1
        }
        if number >= 0 { _ = Glibc.close(number) }
    }
}
