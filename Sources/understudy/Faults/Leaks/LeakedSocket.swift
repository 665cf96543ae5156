extension Fault {
    static let leakedSocket = Fault(
        name: "leaks/socket",
        title: "Every container leaves a socket behind among those of shims",
        because: "The folder grows for as long as the node is up, and a name that comes again is taken.",
        expects: Expectation(facets: ["host/left/sockets", "host/left/sockets/names"], severity: "blocker"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        .afterDelete { id, _ in Leftover.socket("/run/containerd/s/\(id)-left") }
    }
}
