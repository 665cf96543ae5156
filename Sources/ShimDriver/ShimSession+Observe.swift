import Drivers
import Host
import Linux
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

extension ShimSession {
    func look(at moment: SightRecord.Moment) async {
        guard let sights else { return }
        let at = Stamp.now
        recorder.record(.sight(sights.look(at: moment)), at: at.nanoseconds)
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
