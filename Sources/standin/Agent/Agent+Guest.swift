import AgentAPI
import Foundation
import SwiftProtobuf
import TTRPC

extension Agent {
    // MARK: Files

    func copyFile(_ request: Grpc_CopyFileRequest) throws -> Empty {
        try files.copy(request)
        return Empty()
    }

    // MARK: Network

    func updateInterface(_ request: Grpc_UpdateInterfaceRequest) throws -> Types_Interface {
        guard request.hasInterface else { throw AgentFailure.invalid("the request has no interface") }
        try sandbox.network.update(request.interface)
        return request.interface
    }

    func updateRoutes(_ request: Grpc_UpdateRoutesRequest) throws -> Grpc_Routes {
        guard request.hasRoutes else { throw AgentFailure.invalid("the request has no routes") }
        try sandbox.network.replace(routes: request.routes.routes)
        return listRoutes()
    }

    func listInterfaces() -> Grpc_Interfaces { .with { $0.interfaces = sandbox.network.interfaces } }

    func listRoutes() -> Grpc_Routes { .with { $0.routes = sandbox.network.routes } }

    func addNeighbours(_ request: Grpc_AddARPNeighborsRequest) throws -> Empty {
        guard request.hasNeighbors else { throw AgentFailure.invalid("the request has no neighbours") }
        try sandbox.network.add(neighbours: request.neighbors.arpneighbors)
        return Empty()
    }

    // MARK: The guest itself

    /// What a guest with 128 MiB blocks of memory, which can't be probed for more, says.
    func guestDetails(_ request: Grpc_GuestDetailsRequest) -> Grpc_GuestDetailsResponse {
        .with { details in
            if request.memBlockSize { details.memBlockSizeBytes = 128 << 20 }
            details.agentDetails = .with { agent in
                agent.version = means.version
                agent.storageHandlers = ["bind", "ephemeral", "local", "watchable-bind"]
                agent.supportsSeccomp = true
            }
        }
    }

    func metrics() -> Grpc_Metrics {
        scrapes += 1
        return .with { metrics in
            metrics.metrics = """
                # HELP kata_agent_scrape_count Metrics scrape count
                # TYPE kata_agent_scrape_count counter
                kata_agent_scrape_count \(scrapes)

                """
        }
    }

    func version() -> Grpc_VersionCheckResponse {
        .with { answer in
            answer.grpcVersion = "0.0.1"
            answer.agentVersion = means.version
        }
    }
}
