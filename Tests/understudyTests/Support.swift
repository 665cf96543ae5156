import ShimAPI
import SwiftProtobuf
import TTRPC
import Testing

@testable import understudy

typealias CreateRequest = Containerd_Task_V2_CreateTaskRequest
typealias CreateResponse = Containerd_Task_V2_CreateTaskResponse
typealias StartRequest = Containerd_Task_V2_StartRequest
typealias StartResponse = Containerd_Task_V2_StartResponse
typealias StateRequest = Containerd_Task_V2_StateRequest
typealias StateResponse = Containerd_Task_V2_StateResponse
typealias WaitRequest = Containerd_Task_V2_WaitRequest
typealias WaitResponse = Containerd_Task_V2_WaitResponse
typealias DeleteRequest = Containerd_Task_V2_DeleteRequest
typealias DeleteResponse = Containerd_Task_V2_DeleteResponse
typealias KillRequest = Containerd_Task_V2_KillRequest
typealias ExecRequest = Containerd_Task_V2_ExecProcessRequest
typealias PidsResponse = Containerd_Task_V2_PidsResponse
typealias ConnectResponse = Containerd_Task_V2_ConnectResponse
typealias ExitEvent = Containerd_Events_TaskExit

/// What a fault does, with its parameters chosen.
func misbehaviour(_ name: String, _ chosen: [String: String] = [:]) throws -> Misbehaviour {
    let fault = try #require(Fault.all.first { $0.name == name }, "there is no fault \(name)")
    return fault.make(try Choices(chosen, of: fault))
}

extension Call {
    /// A call about a process.
    static func about(_ method: String, _ id: String = "main", _ exec: String = "") -> Call {
        let request = StateRequest.with {
            $0.id = id
            $0.execID = exec
        }
        return Call(method, (try? request.serializedBytes()) ?? [])
    }
}

extension Stage {
    /// A shim in which `main` and `other` run, and `job` is an exec of `main`.
    static func running() -> Stage {
        let stage = Stage(id: "main")
        for (index, id) in ["main", "other"].enumerated() {
            let request = CreateRequest.with {
                $0.id = id
                $0.bundle = "/b/\(id)"
            }
            stage.note(
                .saying(CreateResponse.with { $0.pid = UInt32(100 + index) }),
                to: Call("Create", (try? request.serializedBytes()) ?? []))
        }
        return stage
    }
}

extension Google_Protobuf_Timestamp {
    /// A moment that is none of those that faults choose.
    static let then = Google_Protobuf_Timestamp(seconds: 1_800_000_000, nanos: 7)
}
