import TTRPC

extension Fault {
    static let killOfTheDeadWorks = Fault(
        name: "answers/kill-of-the-dead-works",
        title: "A second kill of what has ended is answered with success",
        because:
            "containerd learns from the error that the process is gone: now it waits for an exit that was already told.",
        expects: Expectation(facets: ["*/kill*/error", "*/**/error"], step: "kill"),
        scenarios: ["signals/kill-after-exit", "errors/after-exit"]
    ) { _ in
        .answers(["Kill": { _, reply, _ in reply.status?.code == .notFound ? .success([]) : nil }])
    }
}
