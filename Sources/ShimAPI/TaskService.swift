package import SwiftProtobuf
package import TTRPC

/// The methods of one version of the task API.
///
/// Both versions have the same messages, field for field; only the service's name differs.
package struct TaskService: Sendable, Hashable {
    /// A message of nothing, the answer of most calls.
    package typealias Empty = Google_Protobuf_Empty

    /// The service's full name.
    package let service: String

    /// The service of containerd 1.6 and 1.7.
    package static let v2 = TaskService(service: "containerd.task.v2.Task")
    /// The service of containerd 2.
    package static let v3 = TaskService(service: "containerd.task.v3.Task")

    /// The service of a version of the task API, or nil if there is no such version.
    package static func version(_ version: Int) -> TaskService? {
        switch version {
        case 2: v2
        case 3: v3
        default: nil
        }
    }

    /// The names of all methods, in the order of a life-cycle.
    package static let methodNames = [
        "Create", "Start", "Connect", "State", "Wait", "Pids", "Stats", "Exec", "ResizePty", "CloseIO", "Pause",
        "Resume",
        "Update", "Checkpoint", "Kill", "Delete", "Shutdown",
    ]

    /// Makes a container; its init does not run yet.
    package var create: TTRPCMethod<Containerd_Task_V2_CreateTaskRequest, Containerd_Task_V2_CreateTaskResponse> {
        method("Create")
    }
    /// Starts init or an exec.
    package var start: TTRPCMethod<Containerd_Task_V2_StartRequest, Containerd_Task_V2_StartResponse> {
        method("Start")
    }
    /// Tells the shim's and the container's process ids.
    package var connect: TTRPCMethod<Containerd_Task_V2_ConnectRequest, Containerd_Task_V2_ConnectResponse> {
        method("Connect")
    }
    /// Tells the state of init or an exec.
    package var state: TTRPCMethod<Containerd_Task_V2_StateRequest, Containerd_Task_V2_StateResponse> {
        method("State")
    }
    /// Answers when init or an exec has ended; no shim cares for the timeout.
    package var wait: TTRPCMethod<Containerd_Task_V2_WaitRequest, Containerd_Task_V2_WaitResponse> { method("Wait") }
    /// Lists the container's processes, in no order.
    package var pids: TTRPCMethod<Containerd_Task_V2_PidsRequest, Containerd_Task_V2_PidsResponse> { method("Pids") }
    /// Tells what the container's cgroup counts.
    package var stats: TTRPCMethod<Containerd_Task_V2_StatsRequest, Containerd_Task_V2_StatsResponse> {
        method("Stats")
    }
    /// Adds a process; it does not run yet.
    package var exec: TTRPCMethod<Containerd_Task_V2_ExecProcessRequest, Empty> { method("Exec") }
    /// Sets a terminal's size.
    package var resizePty: TTRPCMethod<Containerd_Task_V2_ResizePtyRequest, Empty> { method("ResizePty") }
    /// Closes the shim's end of standard input.
    package var closeIO: TTRPCMethod<Containerd_Task_V2_CloseIORequest, Empty> { method("CloseIO") }
    /// Freezes the container.
    package var pause: TTRPCMethod<Containerd_Task_V2_PauseRequest, Empty> { method("Pause") }
    /// Thaws the container.
    package var resume: TTRPCMethod<Containerd_Task_V2_ResumeRequest, Empty> { method("Resume") }
    /// Changes the container's limits.
    package var update: TTRPCMethod<Containerd_Task_V2_UpdateTaskRequest, Empty> { method("Update") }
    /// Writes the container's memory to a directory.
    package var checkpoint: TTRPCMethod<Containerd_Task_V2_CheckpointTaskRequest, Empty> { method("Checkpoint") }
    /// Sends a signal to init, an exec, or all processes.
    package var kill: TTRPCMethod<Containerd_Task_V2_KillRequest, Empty> { method("Kill") }
    /// Removes an ended container or exec.
    package var delete: TTRPCMethod<Containerd_Task_V2_DeleteRequest, Containerd_Task_V2_DeleteResponse> {
        method("Delete")
    }
    /// Ends the shim if no container is left.
    package var shutdown: TTRPCMethod<Containerd_Task_V2_ShutdownRequest, Empty> { method("Shutdown") }

    private func method<Input, Output>(_ name: String) -> TTRPCMethod<Input, Output> {
        TTRPCMethod(service, name)
    }
}
