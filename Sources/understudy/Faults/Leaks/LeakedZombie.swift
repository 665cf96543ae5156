extension Fault {
    static let leakedZombie = Fault(
        name: "leaks/zombie",
        title: "Every container leaves a process behind that does not reap its child",
        because: "A zombie holds its number: a node runs out of them.",
        expects: Expectation(
            facets: ["host/left/zombies", "host/left/zombies/names"], severity: "blocker"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        .afterDelete { _, stage in
            Leftover.zombie(stage)
            // Until the child has ended.
            await pause(30_000_000)
        }
    }
}
