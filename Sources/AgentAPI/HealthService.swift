package import TTRPC

/// The methods by which a shim asks whether the agent serves, beside the agent's own on the same socket.
package enum HealthService {
    /// The service's full name.
    package static let service = "grpc.Health"
    /// The names of both methods.
    package static let methodNames = ["Check", "Version"]

    /// Tells whether the agent serves.
    package static let check = TTRPCMethod<Grpc_CheckRequest, Grpc_HealthCheckResponse>(service, "Check")
    /// Tells which agent it is; shims log it, and none refuses.
    package static let version = TTRPCMethod<Grpc_CheckRequest, Grpc_VersionCheckResponse>(service, "Version")
}
