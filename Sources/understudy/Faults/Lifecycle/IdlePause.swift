extension Fault {
    static let idlePause = Fault(
        name: "lifecycle/pause-does-not-hold",
        title: "A paused container goes on working, though everybody is told that it is paused",
        because: "A snapshot of what was paused is not one: its files change while they are copied.",
        expects: Expectation(
            facets: ["*/**/status", "*/**/exit", "*/**/error", "*/**/hang", "*/events", "*/**/message"], step: "state"),
        scenarios: ["pause/stands-still"]
    ) { _ in
        Misbehaviour(answer: { call, reply, _ in
            guard call.isTask("Pause"), reply.status == nil else { return nil }
            let key = call.key
            return .also { stage in Freezer.thaw(stage[key]?.pid) }
        })
    }
}

/// The freezer of a container's cgroup, moved behind the back of its runtime.
enum Freezer {
    static func thaw(_ pid: UInt32?) {
        guard let pid, let group = ControlGroup(ofProcess: pid, "freezer") else { return }
        group.write("THAWED", to: "freezer.state")
        group.write("0", to: "cgroup.freeze")
    }
}
