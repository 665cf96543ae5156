import Synchronization

/// Tells what goes on that it is to end early; for what no run folder keeps yet.
package final class StopSign: Sendable {
    /// Thrown by what ended early.
    package struct Stopped: Error, Sendable {
        package init() {}
    }

    private struct State {
        var isUp = false
        var end: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    package init() {}

    package var isUp: Bool { state.withLock(\.isUp) }

    /// Ends what is being watched, now, and what will be, as soon as it begins.
    package func raise() {
        let end = state.withLock { state in
            state.isUp = true
            return state.end
        }
        end?()
    }

    /// Throws `Stopped` once the sign is up.
    package func check() throws {
        if isUp { throw Stopped() }
    }

    /// Carries out a body that `end` makes end early; one at a time. What it made is torn down when this throws `Stopped`.
    func watching<Value>(
        ending end: @escaping @Sendable () -> Void, _ body: () async throws -> Value
    ) async throws -> Value {
        let isUp = state.withLock { state in
            state.end = end
            return state.isUp
        }
        if isUp { end() }
        defer { state.withLock { $0.end = nil } }
        return try await body()
    }
}
