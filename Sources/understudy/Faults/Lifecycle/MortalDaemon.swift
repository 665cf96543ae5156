import Glibc
import Linux

extension Fault {
    static let mortalDaemon = Fault(
        name: "lifecycle/daemon-dies-after-exit",
        title: "The shim dies when its container has ended and is to be deleted",
        because: "Its exit status is lost with it, and the container is reported as unknown.",
        expects: Expectation(
            facets: ["run/daemon", "*/**/error", "run/daemon/**"], severity: "blocker", step: "delete"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        Misbehaviour(request: { call, stage in
            guard call.isTask("Delete"), call.key.exec.isEmpty, stage[call.key]?.exitStatus != nil else { return nil }
            return .instead { stage in
                if let pid = await stage.shimPid(), let shim = (try? ProcessIdentity.of(pid)) ?? nil {
                    _ = try? shim.send(SIGKILL)
                }
                return nil
            }
        })
    }
}
