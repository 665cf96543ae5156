import Linux
package import Scenarios
import Synchronization

/// When things of a trial began that a step can wait for: steps, first events, phases.
///
/// Kept beside the recording: a phase's begin is known before there is anything to record of it.
package final class Moments: Sendable {
    private let all = Mutex<[Moment.Cause: OneShot<UInt64>]>([:])

    package init() {}

    /// Tells that something begins now; of several times the first counts, until it is forgotten.
    ///
    /// - Parameter at: CLOCK_MONOTONIC in nanoseconds.
    package func begin(_ cause: Moment.Cause, at: UInt64) {
        shot(cause).set(at)
    }

    /// Forgets that something began: it is about to begin again.
    package func forget(_ cause: Moment.Cause) {
        all.withLock { all in
            // One that nobody saw yet may have waiters.
            if all[cause]?.value != nil { all[cause] = nil }
        }
    }

    /// When something began, if it has.
    package func began(_ cause: Moment.Cause) -> UInt64? { all.withLock { $0[cause]?.value } }

    /// Waits until something begins. Throws `CancellationError` when the task is cancelled before.
    package func wait(for cause: Moment.Cause) async throws -> UInt64 { try await shot(cause).get() }

    private func shot(_ cause: Moment.Cause) -> OneShot<UInt64> {
        all.withLock { all in
            if let known = all[cause] { return known }
            let new = OneShot<UInt64>()
            all[cause] = new
            return new
        }
    }
}
