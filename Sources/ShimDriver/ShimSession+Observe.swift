import Drivers
import Linux
import Recordings
import Scenarios

extension ShimSession {
    /// Looks at the host now, against the look before the trial.
    func observe(_ parts: [ObservedPart], _ context: StepContext) async -> StepResult {
        for part in parts {
            guard part == .host else {
                return StepResult(.unsupported("this driver does not observe \(part.rawValue)"), succeeded: false)
            }
            guard let observer = setting.observer else {
                return StepResult(.unsupported("the host was not looked at before the trial"), succeeded: false)
            }
            do {
                let difference = try observer.difference(at: "observe")
                recorder.record(.host(difference), at: Stamp.now.nanoseconds, step: context.reference)
            } catch {
                recordFailure("looking at", "the host", "\(error)", context)
                return StepResult(.done, succeeded: false)
            }
        }
        return StepResult(.done, succeeded: true)
    }
}
