import ShimAPI

extension Fault {
    static let pidZero = Fault(
        name: "answers/pid-zero",
        title: "Create and Start answer with the pid 0",
        because: "Whoever signals or enters the process that it was told of signals its own group, or enters nothing.",
        expects: Expectation(facets: ["*/create*/pid", "*/start*/pid"], step: "create"),
        scenarios: ["lifecycle/plain", "lifecycle/*"]
    ) { _ in
        .answers([
            "Create": { _, reply, _ in reply.edited(Containerd_Task_V2_CreateTaskResponse.self) { $0.pid = 0 } },
            "Start": { _, reply, _ in reply.edited(Containerd_Task_V2_StartResponse.self) { $0.pid = 0 } },
        ])
    }
}
