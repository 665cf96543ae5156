package import Recordings
import Synchronization

/// Where a trial's observations go: numbers them and hands each on, in order.
package final class Recorder: Sendable {
    private let last = Mutex(0)
    private let pids = Mutex<[Int32: String]>([:])
    private let firstFailure = Mutex<InfrastructureFailure?>(nil)
    private let sink: @Sendable (Observation) -> Void

    /// Makes a recorder that hands each observation to `sink`, one at a time, in the order of their numbers.
    package init(sink: @escaping @Sendable (Observation) -> Void) {
        self.sink = sink
    }

    /// The first thing that Kumite itself could not do: with one, the trial says nothing of its contender.
    package var failure: InfrastructureFailure? { firstFailure.withLock { $0 } }

    /// What pids were bound to, the last name of each: `shim:main`, `pid:main`.
    package var pidNames: [Int32: String] { pids.withLock { $0 } }

    /// Appends what was seen.
    ///
    /// - Parameter at: CLOCK_MONOTONIC in nanoseconds.
    package func record(_ what: Observed, at: UInt64, step: StepReference? = nil) {
        if case .infrastructure(let failure) = what { firstFailure.withLock { $0 = $0 ?? failure } }
        if case .bound(let binding) = what, binding.kind == .pid, let pid = Int32(binding.value) {
            pids.withLock { $0[pid] = binding.name }
        }
        last.withLock { number in
            number += 1
            sink(Observation(number: number, at: at, step: step, what: what))
        }
    }
}
