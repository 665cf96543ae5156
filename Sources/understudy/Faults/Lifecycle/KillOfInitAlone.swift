import ShimAPI
import SwiftProtobuf

extension Fault {
    static let killOfInitAlone = Fault(
        name: "lifecycle/kill-all-kills-init-alone",
        title: "A kill of all processes of a container reaches its first one alone",
        because: "Without a process namespace of its own a container's other processes outlive it.",
        expects: Expectation(facets: ["*/**/hang", "*/**/exit", "*/**/error", "host/left/processes"], step: "wait"),
        scenarios: ["signals/all-*"]
    ) { _ in
        Misbehaviour(request: { call, _ in
            guard call.isTask("Kill"), var kill = call.message(Containerd_Task_V2_KillRequest.self), kill.all
            else { return nil }
            kill.all = false
            return (try? kill.serializedBytes() as [UInt8]).map { .edit($0) }
        })
    }
}
