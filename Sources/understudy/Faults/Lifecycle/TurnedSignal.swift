import Glibc
import ShimAPI
import SwiftProtobuf

extension Fault {
    static let turnedSignal = Fault(
        name: "lifecycle/signal-turned",
        title: "Every signal but TERM and KILL is sent as TERM",
        because: "Programs read their configuration anew at HUP, and end at TERM.",
        expects: Expectation(facets: ["*/**/stdout", "*/**/exit", "*/**/stdout/*"], severity: "major", step: "wait"),
        scenarios: ["signals/delivered"]
    ) { _ in
        Misbehaviour(request: { call, _ in
            guard call.isTask("Kill"), var kill = call.message(Containerd_Task_V2_KillRequest.self),
                kill.signal != UInt32(SIGTERM), kill.signal != UInt32(SIGKILL)
            else { return nil }
            kill.signal = UInt32(SIGTERM)
            return (try? kill.serializedBytes() as [UInt8]).map { .edit($0) }
        })
    }
}
