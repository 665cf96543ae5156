import AgentAPI
import SwiftProtobuf
import Synchronization
import TTRPC

/// The calls that have come to one VM, or to the hypervisor, as far as a misbehaviour goes by them.
final class Occasions: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var containers: [String] = []
    }

    /// The names of all methods of an agent, its health's too.
    static let methods = AgentService.methodNames + HealthService.methodNames

    private let state = Mutex(State())

    /// Takes a call in.
    func note(_ request: ServerRequest) -> Occasion {
        state.withLock { state in
            // Served methods only come here: their number is bounded.
            state.counts[request.method, default: 0] += 1
            if request.method == AgentService.createContainer.name, state.containers.count < Bounds.containers,
                let message = try? Grpc_CreateContainerRequest(serializedBytes: request.payload)
            {
                state.containers.append(message.containerID)
            }
            return Occasion(
                service: request.service, method: request.method, payload: request.payload,
                number: state.counts[request.method] ?? 1, containers: state.containers)
        }
    }
}
