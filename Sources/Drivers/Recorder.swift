package import Recordings
import Scenarios
import Synchronization

/// Where a trial's observations go: numbers them and hands each on, in order.
package final class Recorder: Sendable {
    private let last = Mutex(0)
    private let pids = Mutex<[Int32: String]>([:])
    private let firstFailure = Mutex<InfrastructureFailure?>(nil)
    private let sink: @Sendable (Observation) -> Void
    /// When steps, events and phases began.
    package let moments = Moments()

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
        switch what {
        case .infrastructure(let failure): firstFailure.withLock { $0 = $0 ?? failure }
        case .bound(let binding) where binding.kind == .pid:
            if let pid = Int32(binding.value) { pids.withLock { $0[pid] = binding.name } }
        case .event(let event):
            let topic = String(event.topic.drop { $0 == "/" })
            moments.begin(.event(topic), at: at)
            if topic == "tasks/exit" { moments.begin(.phase("exit-event"), at: at) }
        case .output: moments.begin(.phase("first-output"), at: at)
        case .mark(let name): moments.begin(.phase(name), at: at)
        default: break
        }
        last.withLock { number in
            number += 1
            sink(Observation(number: number, at: at, step: step, what: what))
        }
    }
}
