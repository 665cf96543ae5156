import Documents

extension Fault {
    static let sharedIPC = Fault(
        name: "posture/ipc-of-the-host",
        title: "A container shares the host's shared memory and message queues",
        because: "Every process of the host that uses them can be read and misled.",
        expects: Expectation(
            facets: ["*/guest/namespaces/ipc", "**/posture/*/namespaces/ipc"], severity: "blocker"),
        scenarios: ["isolation/posture", "isolation/report"]
    ) { _ in
        .bundle { config in
            // A parameter of its own needs a namespace of its own.
            guard let all = config[["linux", "namespaces"]]?.list, config[["linux", "sysctl"]] == nil else { return }
            config[["linux", "namespaces"]] = .list(all.filter { $0["type"] != .text("ipc") })
        }
    }
}
