package import Drivers
import Host
import Linux
import Recordings
package import Scenarios

/// Drives a shim over its own API, exactly as containerd does: `start`, ttrpc, `delete`.
package struct DirectDriver: Driver {
    package init() {}

    package var name: String { "shim" }

    package func obstacles(to scenario: Scenario) -> [String] { [] }

    package func open(_ setting: TrialSetting, recorder: Recorder) async throws -> any DriverSession {
        guard let daemon = ImitatedDaemon(rawValue: setting.speaks) else {
            throw InfrastructureFailure(
                doing: "imitating containerd", to: setting.speaks,
                why: "known are " + ImitatedDaemon.allCases.map(\.rawValue).joined(separator: ", "))
        }
        do {
            let endpoint = try EventEndpoint(folder: setting.sockets, recorder: recorder)
            return ShimSession(
                setting, daemon: daemon, endpoint: endpoint, recorder: recorder, poller: try Poller.shared)
        } catch {
            throw InfrastructureFailure(doing: "opening the event endpoint", to: setting.sockets, why: "\(error)")
        }
    }
}
