import Drivers
import Host
import Linux
import Recordings

/// The system's log of a trial before a virtual machine: what a shim writes there, the Rust shim all that it says and what
/// its agent does, is in the recording and not in the host's journal (facts 6).
struct SystemLogs: Companion {
    var own: HostView.Own { .logs }

    func start(for setting: TrialSetting, recorder: Recorder) async throws -> any RunningCompanion {
        do {
            // A host without such a log: the shims find nobody there, as they would without us.
            guard try HostView.hasOwnLogs() else { return Running(logs: nil) }
            return Running(logs: try LogSockets(recorder))
        } catch {
            throw InfrastructureFailure(doing: "opening", to: "the trial's own system log", why: "\(error)")
        }
    }

    private struct Running: RunningCompanion {
        let logs: LogSockets?

        func stop() async { await logs?.stop() }
    }
}
