import Glibc
import Linux

extension Fault {
    static let mortalDaemon = Fault(
        name: "lifecycle/daemon-dies-after-exit",
        title: "The shim dies once its container has ended, before it can be deleted",
        because: "Its exit status is lost with it, and the container is reported as unknown.",
        expects: Expectation(
            facets: ["run/daemon", "*/**/error", "run/daemon/**"], severity: "blocker", step: "delete"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        Misbehaviour(answer: { call, reply, _ in
            guard call.isTask("Wait"), call.key.exec.isEmpty, reply.status == nil else { return nil }
            return .also { stage in
                guard let pid = await stage.shimPid(), let shim = (try? ProcessIdentity.of(pid)) ?? nil else { return }
                // The answer is to arrive yet.
                Task {
                    await pause(5_000_000)
                    _ = try? shim.send(SIGKILL)
                }
            }
        })
    }
}
