import Drivers
import Host
import Scenarios
import Synchronization

/// A trial's own look at its processes, once: when the first container is ready, or where no step waits for that, when
/// the first is started.
///
/// With a Go shim of 13 MB, 13 threads, and its workload it takes 0.75 ms (p90 1.1 ms; two busy cores, optimised): 0.6
/// for the postures, 0.4 for the footprints, of which the kernel's walk over the pages is the half; 0.3 are common.
///
/// A started workload may be the runtime's own program still, so then only the shim and its helpers are looked at.
final class SteadyLook: Sendable {
    private let observer: HostObserver
    private let recorder: Recorder
    /// After which verb.
    private let verb: String
    private let isDone = Atomic(false)

    /// Nil for a trial that is timed, in which nobody looks.
    init?(_ scenario: Scenario, _ observer: HostObserver?, _ recorder: Recorder) {
        guard let observer, observer.isOn else { return nil }
        self.observer = observer
        self.recorder = recorder
        verb = Self.waits(scenario.steps) ? "ready" : "start"
    }

    /// Looks if this is the step for it.
    func look(after step: Step, succeeded: Bool) {
        let subject = step.action.subject
        guard succeeded, subject.exec == nil, step.action.verb == verb,
            isDone.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
        else { return }
        recorder.lookAtSteady(through: observer, ready: verb == "ready" ? [subject.name] : [])
    }

    /// Whether a step waits for a container to be ready.
    private static func waits(_ steps: [Step]) -> Bool {
        steps.contains { step in
            switch step.action {
            case .concurrently(let branches): branches.contains { waits($0) }
            case .repeat(_, let inner): waits(inner)
            case .ready(let subject): subject.exec == nil
            default: false
            }
        }
    }
}
