package import Host
import Linux
package import Recordings

extension Recorder {
    /// Looks at the host in the middle of a trial and records what is seen: what an `observe` step does.
    ///
    /// Posture and footprint of two processes take 0.75 ms, the host difference what a snapshot takes.
    /// - Parameter step: The step that asks; its path is where the facets stand.
    package func look(_ sights: Set<HostObserver.Sight>, through observer: HostObserver, step: StepReference) {
        do {
            record(try observer.look(sights, names: pidNames), step: step)
        } catch {
            record(unseen: error, step: step)
        }
    }

    /// The trial's own look at what nothing moves any more: `host/posture`, `footprint`.
    ///
    /// - Parameter ready: The subjects that said that they are ready.
    /// - Parameter passing: The names of programs that come and go.
    /// - Parameter becoming: Those of them that a workload becomes itself from.
    package func lookAtSteady(
        through observer: HostObserver, ready: Set<String>, passing: Set<String>, becoming: Set<String> = []
    ) async {
        do {
            let seen = try await observer.lookAtSteady(
                [.posture, .footprint], ready: ready, passing: passing, becoming: becoming, names: pidNames)
            record(seen, step: nil)
        } catch {
            record(unseen: error, step: nil)
        }
    }

    private func record(_ seen: [Observed], step: StepReference?) {
        for seen in seen { record(seen, at: Stamp.now.nanoseconds, step: step) }
    }

    private func record(unseen error: any Error, step: StepReference?) {
        let failure = InfrastructureFailure(doing: "looking at", to: "the host", why: "\(error)")
        record(.infrastructure(failure), at: Stamp.now.nanoseconds, step: step)
    }
}
