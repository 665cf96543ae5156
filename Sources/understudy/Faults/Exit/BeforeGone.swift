import ShimAPI
import SwiftProtobuf
import TTRPC

extension Fault {
    static let beforeGone = Fault(
        name: "exit/before-gone",
        title: "After a kill the end is told before the process is gone, which is killed 300 ms later",
        because: "Who deletes the container's files on its end deletes them under a process that runs.",
        expects: Expectation(facets: ["*/**", "host/**"], severity: "major", step: "wait"),
        scenarios: ["errors/unknown-exec", "signals/kill-all", "lifecycle/kill-paused"]
    ) { _ in
        Misbehaviour(request: { call, stage in
            if call.isTask("Kill"), let kill = call.message(Containerd_Task_V2_KillRequest.self), kill.signal == 9 {
                return .instead { stage in
                    stage.count("killed \(call.key)")
                    Task {
                        await pause(300_000_000)
                        _ = await stage.ask(call)
                    }
                    return .success([])
                }
            }
            guard call.isTask("Wait"), stage.counted("killed \(call.key)") > 0 else { return nil }
            return .answer(
                .saying(
                    Containerd_Task_V2_WaitResponse.with {
                        $0.exitStatus = 137
                        $0.exitedAt = .now
                    }))
        })
    }
}
