package import SwiftProtobuf
package import TTRPC

/// The methods of Kata's agent, as a shim calls them in the guest.
package enum AgentService {
    /// A message of nothing, the answer of most calls.
    package typealias Empty = Google_Protobuf_Empty

    /// The service's full name.
    package static let service = "grpc.AgentService"

    /// The names of all methods, in the order of the agent's own list.
    package static let methodNames = [
        "CreateContainer", "StartContainer", "RemoveContainer", "ExecProcess", "SignalProcess", "WaitProcess",
        "UpdateContainer", "UpdateEphemeralMounts", "StatsContainer", "PauseContainer", "ResumeContainer",
        "RemoveStaleVirtiofsShareMounts", "GetDiagnosticData", "WriteStdin", "ReadStdout", "ReadStderr", "CloseStdin",
        "TtyWinResize", "UpdateInterface", "UpdateRoutes", "ListInterfaces", "ListRoutes", "AddARPNeighbors",
        "GetIPTables", "SetIPTables", "GetMetrics", "MemAgentMemcgSet", "MemAgentCompactSet", "CreateSandbox",
        "DestroySandbox", "OnlineCPUMem", "ReseedRandomDev", "GetGuestDetails", "MemHotplugByProbe",
        "SetGuestDateTime", "CopyFile", "GetOOMEvent", "AddSwap", "AddSwapPath", "GetVolumeStats", "ResizeVolume",
        "SetPolicy",
    ]

    /// The names of those that came after 3.0.0: an agent of that release answers `unimplemented`.
    package static let namesAfter3_0 = [
        "AddSwapPath", "GetDiagnosticData", "MemAgentCompactSet", "MemAgentMemcgSet",
        "RemoveStaleVirtiofsShareMounts", "SetPolicy", "UpdateEphemeralMounts",
    ]

    /// Makes a container; its init does not run yet.
    package static let createContainer = TTRPCMethod<Grpc_CreateContainerRequest, Empty>(service, "CreateContainer")

    /// Starts init.
    package static let startContainer = TTRPCMethod<Grpc_StartContainerRequest, Empty>(service, "StartContainer")

    /// Ends what is left of a container and forgets it.
    package static let removeContainer = TTRPCMethod<Grpc_RemoveContainerRequest, Empty>(service, "RemoveContainer")

    /// Starts a process beside init.
    package static let execProcess = TTRPCMethod<Grpc_ExecProcessRequest, Empty>(service, "ExecProcess")

    /// Sends a signal to init, an exec, or all processes.
    package static let signalProcess = TTRPCMethod<Grpc_SignalProcessRequest, Empty>(service, "SignalProcess")

    /// Answers when init or an exec has ended.
    package static let waitProcess = TTRPCMethod<
        Grpc_WaitProcessRequest, Grpc_WaitProcessResponse
    >(service, "WaitProcess")

    /// Changes the container's limits.
    package static let updateContainer = TTRPCMethod<Grpc_UpdateContainerRequest, Empty>(service, "UpdateContainer")

    /// Gives memory-backed mounts another size.
    package static let updateEphemeralMounts = TTRPCMethod<
        Grpc_UpdateEphemeralMountsRequest, Empty
    >(service, "UpdateEphemeralMounts")

    /// Tells what the container's cgroup and the guest's interfaces count.
    package static let statsContainer = TTRPCMethod<
        Grpc_StatsContainerRequest, Grpc_StatsContainerResponse
    >(service, "StatsContainer")

    /// Freezes the container.
    package static let pauseContainer = TTRPCMethod<Grpc_PauseContainerRequest, Empty>(service, "PauseContainer")

    /// Thaws the container.
    package static let resumeContainer = TTRPCMethod<Grpc_ResumeContainerRequest, Empty>(service, "ResumeContainer")

    /// Unmounts what a share left behind.
    package static let removeStaleVirtiofsShareMounts = TTRPCMethod<
        Grpc_RemoveStaleVirtiofsShareMountsRequest, Empty
    >(service, "RemoveStaleVirtiofsShareMounts")

    /// Hands out a file of the guest, such as the termination log.
    package static let getDiagnosticData = TTRPCMethod<
        Grpc_GetDiagnosticDataRequest, Grpc_GetDiagnosticDataResponse
    >(service, "GetDiagnosticData")

    /// Writes to standard input; tells how much was taken.
    package static let writeStdin = TTRPCMethod<
        Grpc_WriteStreamRequest, Grpc_WriteStreamResponse
    >(service, "WriteStdin")

    /// Answers when there is output, or none will come.
    package static let readStdout = TTRPCMethod<Grpc_ReadStreamRequest, Grpc_ReadStreamResponse>(service, "ReadStdout")

    /// Answers when there is output, or none will come.
    package static let readStderr = TTRPCMethod<Grpc_ReadStreamRequest, Grpc_ReadStreamResponse>(service, "ReadStderr")

    /// Closes standard input.
    package static let closeStdin = TTRPCMethod<Grpc_CloseStdinRequest, Empty>(service, "CloseStdin")

    /// Sets a terminal's size.
    package static let ttyWinResize = TTRPCMethod<Grpc_TtyWinResizeRequest, Empty>(service, "TtyWinResize")

    /// Gives an interface its name, addresses and MTU; tells what it has then.
    package static let updateInterface = TTRPCMethod<
        Grpc_UpdateInterfaceRequest, Types_Interface
    >(service, "UpdateInterface")

    /// Puts the routes in place; tells which there are then.
    package static let updateRoutes = TTRPCMethod<Grpc_UpdateRoutesRequest, Grpc_Routes>(service, "UpdateRoutes")

    /// Lists the guest's interfaces.
    package static let listInterfaces = TTRPCMethod<
        Grpc_ListInterfacesRequest, Grpc_Interfaces
    >(service, "ListInterfaces")

    /// Lists the guest's routes.
    package static let listRoutes = TTRPCMethod<Grpc_ListRoutesRequest, Grpc_Routes>(service, "ListRoutes")

    /// Adds fixed neighbours.
    package static let addARPNeighbors = TTRPCMethod<Grpc_AddARPNeighborsRequest, Empty>(service, "AddARPNeighbors")

    /// Tells the guest's filter rules.
    package static let getIPTables = TTRPCMethod<
        Grpc_GetIPTablesRequest, Grpc_GetIPTablesResponse
    >(service, "GetIPTables")

    /// Replaces the guest's filter rules.
    package static let setIPTables = TTRPCMethod<
        Grpc_SetIPTablesRequest, Grpc_SetIPTablesResponse
    >(service, "SetIPTables")

    /// Tells what the agent and the guest count, as text.
    package static let getMetrics = TTRPCMethod<Grpc_GetMetricsRequest, Grpc_Metrics>(service, "GetMetrics")

    /// Sets how memory is reclaimed.
    package static let memAgentMemcgSet = TTRPCMethod<Grpc_MemAgentMemcgConfig, Empty>(service, "MemAgentMemcgSet")

    /// Sets how memory is compacted.
    package static let memAgentCompactSet = TTRPCMethod<
        Grpc_MemAgentCompactConfig, Empty
    >(service, "MemAgentCompactSet")

    /// Prepares the guest for a pod.
    package static let createSandbox = TTRPCMethod<Grpc_CreateSandboxRequest, Empty>(service, "CreateSandbox")

    /// Ends everything in the guest.
    package static let destroySandbox = TTRPCMethod<Grpc_DestroySandboxRequest, Empty>(service, "DestroySandbox")

    /// Brings plugged processors and memory into use.
    package static let onlineCPUMem = TTRPCMethod<Grpc_OnlineCPUMemRequest, Empty>(service, "OnlineCPUMem")

    /// Feeds entropy to the guest.
    package static let reseedRandomDev = TTRPCMethod<Grpc_ReseedRandomDevRequest, Empty>(service, "ReseedRandomDev")

    /// Tells what the guest and its agent can do.
    package static let getGuestDetails = TTRPCMethod<
        Grpc_GuestDetailsRequest, Grpc_GuestDetailsResponse
    >(service, "GetGuestDetails")

    /// Announces plugged memory to the kernel.
    package static let memHotplugByProbe = TTRPCMethod<
        Grpc_MemHotplugByProbeRequest, Empty
    >(service, "MemHotplugByProbe")

    /// Sets the guest's clock.
    package static let setGuestDateTime = TTRPCMethod<Grpc_SetGuestDateTimeRequest, Empty>(service, "SetGuestDateTime")

    /// Puts one part of a file into the guest.
    package static let copyFile = TTRPCMethod<Grpc_CopyFileRequest, Empty>(service, "CopyFile")

    /// Answers when a process was killed for want of memory.
    package static let getOOMEvent = TTRPCMethod<Grpc_GetOOMEventRequest, Grpc_OOMEvent>(service, "GetOOMEvent")

    /// Adds a swap device by its place on the bus.
    package static let addSwap = TTRPCMethod<Grpc_AddSwapRequest, Empty>(service, "AddSwap")

    /// Adds a swap device by its path.
    package static let addSwapPath = TTRPCMethod<Grpc_AddSwapPathRequest, Empty>(service, "AddSwapPath")

    /// Tells how full a volume is.
    package static let getVolumeStats = TTRPCMethod<
        Grpc_VolumeStatsRequest, Grpc_VolumeStatsResponse
    >(service, "GetVolumeStats")

    /// Grows a volume.
    package static let resizeVolume = TTRPCMethod<Grpc_ResizeVolumeRequest, Empty>(service, "ResizeVolume")

    /// Sets what the agent may be asked.
    package static let setPolicy = TTRPCMethod<Grpc_SetPolicyRequest, Empty>(service, "SetPolicy")
}
