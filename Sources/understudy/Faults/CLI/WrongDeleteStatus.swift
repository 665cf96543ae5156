import ShimAPI
import SwiftProtobuf

extension Fault {
    static let wrongDeleteStatus = Fault(
        name: "cli/delete-tells-zero",
        title: "`delete` tells of what it killed that it ended with 0",
        because: "A container whose shim was killed is reported to have ended well, and is not started again.",
        expects: Expectation(facets: ["cli/**/exit", "*/**/exit"], severity: "blocker"),
        scenarios: ["cli/delete", "cli/delete-live", "faults/shim-killed-while-running"]
    ) { _ in
        .delete { outcome in
            guard var answer = try? Containerd_Task_V2_DeleteResponse(serializedBytes: outcome.stdout) else { return }
            answer.exitStatus = 0
            outcome.stdout = (try? answer.serializedBytes()) ?? outcome.stdout
        }
    }
}
