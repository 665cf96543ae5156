import ShimAPI
import SwiftProtobuf

extension Fault {
    static let idleDelete = Fault(
        name: "lifecycle/delete-does-nothing",
        title: "Delete of a container says yes and leaves it where it is",
        because: "The node fills with what was deleted, and a container of the same name can't be made.",
        expects: Expectation(
            facets: ["run/daemon", "*/**/error", "host/left/*", "*/events", "*/events/**", "*/**/pid"],
            severity: "major"),
        scenarios: ["lifecycle/exits-at-once", "errors/deleted"]
    ) { _ in
        Misbehaviour(request: { call, stage in
            let key = call.key
            guard call.isTask("Delete"), key.exec.isEmpty, let known = stage[key], let status = known.exitStatus
            else { return nil }
            // What is told of the end is as the real shim has told it.
            let wait = stage.formerAnswer(to: "Wait", of: key)
                .flatMap { try? Containerd_Task_V2_WaitResponse(serializedBytes: $0) }
            return .answer(
                .saying(
                    Containerd_Task_V2_DeleteResponse.with {
                        $0.pid = known.pid
                        $0.exitStatus = status
                        if let wait { $0.exitedAt = wait.exitedAt }
                    }))
        })
    }
}
