import ShimAPI

extension Fault {
    static let pidsWithoutExecs = Fault(
        name: "answers/pids-without-execs",
        title: "Pids leaves out the processes of execs",
        because: "What counts processes, or looks for those of a container, misses them.",
        expects: Expectation(facets: ["*/pids*/**"], step: "pids"),
        scenarios: ["state/pids-exact", "state/pids"]
    ) { _ in
        .answers([
            "Pids": { _, reply, _ in
                reply.edited(Containerd_Task_V2_PidsResponse.self) { $0.processes.removeAll { $0.hasInfo } }
            }
        ])
    }
}
