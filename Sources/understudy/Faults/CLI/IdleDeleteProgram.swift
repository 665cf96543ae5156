import Linux
import ShimAPI
import SwiftProtobuf

extension Fault {
    static let idleDeleteProgram = Fault(
        name: "cli/delete-does-nothing",
        title: "`delete` says that it killed, and does nothing",
        because: "A container whose shim was killed runs on, unseen, beside the one that took its place.",
        expects: Expectation(
            facets: ["host/left/*", "host/left/*/names", "*/**/hang", "*/**/exit", "*/**/error"], severity: "blocker"),
        scenarios: ["faults/shim-killed-while-running", "cli/delete-live"]
    ) { _ in
        Misbehaviour(beforeDelete: { _, _ in
            let now = ClockAnchors.read().wall
            let answer = Containerd_Task_V2_DeleteResponse.with {
                $0.exitStatus = 137
                $0.exitedAt.seconds = Int64(now / 1_000_000_000)
                $0.exitedAt.nanos = Int32(now % 1_000_000_000)
            }
            return .answer(ProgramOutcome(stdout: (try? answer.serializedBytes()) ?? [], status: .exited(0)))
        })
    }
}
