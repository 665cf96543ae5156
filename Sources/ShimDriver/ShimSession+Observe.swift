import Drivers
import Host
import Recordings
import Scenarios

extension ShimSession {
    /// Looks at the host, at the trial's processes or at their memory now.
    func observe(_ parts: [ObservedPart], _ context: StepContext) async -> StepResult {
        guard let observer = setting.observer, observer.isOn else {
            return StepResult(.unsupported("the host was not looked at before the trial"), succeeded: false)
        }
        recorder.look(Set(parts.map(HostObserver.Sight.init)), through: observer, step: context.reference)
        return StepResult(.done, succeeded: true)
    }
}

extension HostObserver.Sight {
    fileprivate init(_ part: ObservedPart) {
        switch part {
        case .host: self = .host
        case .posture: self = .posture
        case .footprint: self = .footprint
        }
    }
}
