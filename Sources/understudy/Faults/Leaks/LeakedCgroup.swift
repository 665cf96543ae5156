import Glibc

extension Fault {
    static let leakedCgroup = Fault(
        name: "leaks/cgroup",
        title: "Every container leaves an empty cgroup behind, beside the one that it had",
        because: "The kernel keeps memory for each: nodes with some ten thousand of them crawl.",
        expects: Expectation(facets: ["host/left/cgroups", "host/left/cgroups/names"], severity: "blocker"),
        scenarios: ["lifecycle/exits-at-once", "lifecycle/plain"]
    ) { _ in
        Misbehaviour(answer: { call, reply, _ in
            let key = call.key
            guard call.isTask("Create"), reply.status == nil else { return nil }
            return .also { stage in
                guard let pid = stage[key]?.pid, let group = ControlGroup(ofProcess: pid, "pids"), group.path != "/"
                else { return }
                mkdir("\(group.folder)-left", 0o755)
            }
        })
    }
}
