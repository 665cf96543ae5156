extension Fault {
    static let wrongGroup = Fault(
        name: "resources/wrong-group",
        title: "The limits are set on a cgroup, and the container runs in the one above it",
        because: "All limits are told as they were asked for, and none holds.",
        expects: Expectation(
            facets: [
                "*/**/pids/current", "*/**/exit", "*/**/stdout", "*/**/stdout/*", "**/posture/*/cgroups/*",
                "*/guest/cgroup/**", "*/guest/cgroupLimits/**",
            ]),
        scenarios: ["resources/pids-limit", "resources/exec-counts", "stats/processes"]
    ) { _ in
        Misbehaviour(answer: { call, reply, _ in
            let key = call.key
            guard call.isTask("Create"), reply.status == nil else { return nil }
            return .also { stage in
                guard let pid = stage[key]?.pid, pid > 0 else { return }
                for controller in ["memory", "pids", "cpu", "cpuset"] {
                    ControlGroup(ofProcess: pid, controller)?.parent?.write("\(pid)", to: "cgroup.procs")
                }
            }
        })
    }
}
