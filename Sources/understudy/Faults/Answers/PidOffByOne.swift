import ShimAPI

extension Fault {
    static let pidOffByOne = Fault(
        name: "answers/pid-off-by-one",
        title: "Start and State tell a pid that is one too high",
        because: "Signals and namespaces of whoever has that number are a stranger's.",
        expects: Expectation(facets: ["*/start*/pid", "*/state*/pid"], step: "start"),
        scenarios: ["state/stages", "lifecycle/plain"]
    ) { _ in
        .answers([
            "Start": { _, reply, _ in reply.edited(Containerd_Task_V2_StartResponse.self) { $0.pid += 1 } },
            "State": { _, reply, _ in
                reply.edited(Containerd_Task_V2_StateResponse.self) { if $0.pid != 0 { $0.pid += 1 } }
            },
        ])
    }
}
