import AgentAPI
import SwiftProtobuf

extension Fault {
    static let newAgent = Fault(
        name: "agent/new-version",
        title: "The agent says that its release is newer than any that the shim knows",
        because: "Images can be newer than the shim after a roll-back; what worked must go on."
    ) { _ in .answering(HealthService.version, .with { $0.agentVersion = "99.0.0-rc1" }) }
}
