import AgentAPI
import SwiftProtobuf

extension Fault {
    static let oldAgent = Fault(
        name: "agent/old-version",
        title: "The agent says that its release is older than any that the shim knows",
        because: "Images are kept longer than shims; one that refuses, or believes to be able to do more, breaks pods."
    ) { _ in .answering(HealthService.version, .with { $0.agentVersion = "0.0.1" }) }
}
