package import TTRPC

/// The methods of the sandbox API; of Debian's shims only that of containerd 1.7.24 serves it.
package enum SandboxService {
    /// The service's full name.
    package static let service = "containerd.runtime.sandbox.v1.Sandbox"

    /// Makes a sandbox.
    package static let create = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_CreateSandboxRequest, Containerd_Runtime_Sandbox_V1_CreateSandboxResponse
    >(service, "CreateSandbox")
    /// Starts what the sandbox consists of.
    package static let start = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_StartSandboxRequest, Containerd_Runtime_Sandbox_V1_StartSandboxResponse
    >(service, "StartSandbox")
    /// Tells what images the sandbox can run.
    package static let platform = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_PlatformRequest, Containerd_Runtime_Sandbox_V1_PlatformResponse
    >(service, "Platform")
    /// Stops the sandbox.
    package static let stop = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_StopSandboxRequest, Containerd_Runtime_Sandbox_V1_StopSandboxResponse
    >(service, "StopSandbox")
    /// Answers when the sandbox has ended.
    package static let wait = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_WaitSandboxRequest, Containerd_Runtime_Sandbox_V1_WaitSandboxResponse
    >(service, "WaitSandbox")
    /// Tells the sandbox's state.
    package static let status = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_SandboxStatusRequest, Containerd_Runtime_Sandbox_V1_SandboxStatusResponse
    >(service, "SandboxStatus")
    /// Answers if the sandbox is there.
    package static let ping = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_PingRequest, Containerd_Runtime_Sandbox_V1_PingResponse
    >(service, "PingSandbox")
    /// Ends the shim.
    package static let shutdown = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_ShutdownSandboxRequest, Containerd_Runtime_Sandbox_V1_ShutdownSandboxResponse
    >(service, "ShutdownSandbox")
    /// Tells what the sandbox's cgroup counts.
    package static let metrics = TTRPCMethod<
        Containerd_Runtime_Sandbox_V1_SandboxMetricsRequest, Containerd_Runtime_Sandbox_V1_SandboxMetricsResponse
    >(service, "SandboxMetrics")
}
