import Documents

extension Fault {
    static let leakedEnvironment = Fault(
        name: "posture/environment-leaked",
        title: "A workload has a variable of the shim's in its environment",
        because: "What the node's services are told, tokens too, is told to every image.",
        expects: Expectation(
            facets: ["*/guest/environment/**", "*/guest/environment"], severity: "major"),
        scenarios: ["isolation/process", "isolation/report"]
    ) { _ in
        .process { process in
            let now = process["env"]?.list ?? []
            process["env"] = .list(now + [.text("TTRPC_ADDRESS=/run/containerd/containerd.sock.ttrpc")])
        }
    }
}
