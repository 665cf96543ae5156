import ShimAPI

extension Fault {
    static let pidsDoubled = Fault(
        name: "answers/pids-doubled",
        title: "Pids names every process twice",
        because: "What counts processes counts double.",
        expects: Expectation(facets: ["*/pids*/count", "*/pids*/list"], step: "pids"),
        scenarios: ["state/pids-exact", "state/pids"]
    ) { _ in
        .answers([
            "Pids": { _, reply, _ in
                reply.edited(Containerd_Task_V2_PidsResponse.self) { $0.processes += $0.processes }
            }
        ])
    }
}
