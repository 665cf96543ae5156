import AgentAPI
import SwiftProtobuf

extension Fault {
    static let notServing = Fault(
        name: "agent/not-serving",
        title: "The health check says that the agent does not serve",
        because: "A guest that is not ready must not be used, nor waited for without an end."
    ) { _ in .answering(HealthService.check, .with { $0.status = .notServing }) }
}
