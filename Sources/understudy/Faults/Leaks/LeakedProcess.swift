extension Fault {
    static let leakedProcess = Fault(
        name: "leaks/process",
        title: "Every container leaves a process behind",
        because: "A node runs out of processes and memory after some thousand pods.",
        expects: Expectation(facets: ["host/left/processes", "host/left/processes/names"], severity: "blocker"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        .afterDelete { _, stage in Leftover.process(stage) }
    }
}
