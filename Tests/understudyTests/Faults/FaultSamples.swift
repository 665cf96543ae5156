import FoundationEssentials
import Linux
import ShimAPI
import SwiftProtobuf
import TTRPC
import Testing

@testable import understudy

/// What the faults' tables try them on.
enum Samples {
    static let main = ProcessKey(id: "main")
    static let exec = ProcessKey(id: "main", exec: "sh")

    /// The misbehaviour of a fault with its parameters as by default, or some chosen.
    static func misbehaviour(_ name: String, _ chosen: [String: String] = [:]) throws -> Misbehaviour {
        let fault = try #require(Fault.all.first { $0.name == name }, "no fault \(name)")
        return fault.make(try Choices(chosen, of: fault))
    }

    static func bytes(_ message: some Message) -> [UInt8] { (try? message.serializedBytes()) ?? [] }

    /// A call about a process, with what all such calls can say.
    static func call(_ method: String, _ key: ProcessKey = main) -> Call {
        switch method {
        case "Kill":
            Call(
                method,
                bytes(
                    Containerd_Task_V2_KillRequest.with {
                        $0.id = key.id
                        $0.execID = key.exec
                        $0.signal = 9
                        $0.all = true
                    }))
        case "Create":
            Call(
                method,
                bytes(
                    Containerd_Task_V2_CreateTaskRequest.with {
                        $0.id = key.id
                        $0.bundle = "/bundle"
                    }))
        case "Exec":
            Call(
                method,
                bytes(
                    Containerd_Task_V2_ExecProcessRequest.with {
                        $0.id = key.id
                        $0.execID = key.exec
                        $0.spec = .init(typeURL: "process", bytes: Array(#"{"cwd":"/tmp","args":["a"]}"#.utf8))
                    }))
        default:
            Call(
                method,
                bytes(
                    Containerd_Task_V2_StateRequest.with {
                        $0.id = key.id
                        $0.execID = key.exec
                    }))
        }
    }

    /// A stage on which a container and an exec of it are as far as is said.
    static func stage(_ how: Life, pid: UInt32 = 0) -> Stage {
        let stage = Stage(id: "main", namespace: "space", folder: "/nowhere")
        guard how != .none else { return stage }
        for key in [main, exec] {
            let make = key.exec.isEmpty ? "Create" : "Exec"
            stage.note(.saying(Containerd_Task_V2_CreateTaskResponse.with { $0.pid = pid }), to: call(make, key))
            guard how != .created else { continue }
            stage.note(.saying(Containerd_Task_V2_StartResponse.with { $0.pid = pid }), to: call("Start", key))
            guard how != .running else { continue }
            stage.note(.saying(Containerd_Task_V2_WaitResponse.with { $0.exitStatus = 7 }), to: call("Wait", key))
        }
        return stage
    }

    enum Life: Sendable { case none, created, running, ended }
}

extension RequestAct? {
    /// What it is, in a word.
    var word: String {
        switch self {
        case nil: "passed"
        case .edit: "edited"
        case .answer: "answered"
        case .withhold: "withheld"
        case .after: "after"
        case .instead: "instead"
        }
    }
}

extension AnswerAct? {
    /// What it is, in a word.
    var word: String {
        guard let self else { return "passed" }
        if self.isWithheld { return "withheld" }
        if self.reply != nil { return "replaced" }
        return self.effect != nil ? "also" : "late"
    }
}
