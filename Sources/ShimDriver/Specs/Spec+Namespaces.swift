import Drivers
import OCI
import Scenarios

extension Spec {
    /// What root of a user namespace is on the host: from here on a host's own users are not.
    static let firstMapped: UInt32 = 100_000

    /// The namespaces of a container: its own, those of the sandbox that it shares as CRI does, and what is asked for.
    ///
    /// CRI gives workloads the sandbox's network, ipc and uts namespaces by paths below its first process's /proc
    /// (containerd, `pkg/cri/opts/spec_linux.go`, WithPodNamespaces); pid namespaces stay their own.
    mutating func putNamespaces(of container: ContainerSpec, _ setting: TrialSetting, _ surroundings: Surroundings) {
        var kinds: [Namespace.Kind: Namespace] = [:]
        for namespace in linux.namespaces { kinds[namespace.type] = namespace }
        switch setting.network {
        case .host: kinds[.network] = nil
        case .none, .veth, .cni: kinds[.network] = Namespace(.network, path: surroundings.network)
        }
        if let pid = surroundings.sandbox?.pid {
            kinds[.ipc] = Namespace(.ipc, path: "/proc/\(pid)/ns/ipc")
            kinds[.uts] = Namespace(.uts, path: "/proc/\(pid)/ns/uts")
            if setting.network != .host { kinds[.network] = Namespace(.network, path: "/proc/\(pid)/ns/net") }
        }
        for (name, choice) in container.namespaces {
            guard let kind = Namespace.Kind(rawValue: name) else { continue }
            switch choice {
            case "host": kinds[kind] = nil
            case "own": kinds[kind] = Namespace(kind)
            default: kinds[kind] = Namespace(kind, path: choice)
            }
        }
        if let user = kinds[.user], user.path == nil {
            // As many ids as any image has.
            linux.uidMappings = [IDMapping(containerID: 0, hostID: Self.firstMapped, size: 65_536)]
            linux.gidMappings = linux.uidMappings
        }
        // In containerd's order, and then what it has not.
        linux.namespaces = [.pid, .ipc, .uts, .mount, .network, .cgroup, .user, .time].compactMap { kinds[$0] }
    }
}

extension TrialSetting {
    /// The network that containers are put into.
    var network: Given.Network { scenario.network(behind: family) }

    /// Whether a container is the pod's sandbox.
    func isSandbox(_ container: String) -> Bool { scenario.given.pod != nil && container == PodSpec.sandbox }

    /// What groups a container with the others of its pod, as containerd's CRI names it; empty without a pod.
    func podAnnotations(of container: String) -> [String: String] {
        guard let pod = scenario.given.pod else { return [:] }
        let kind = isSandbox(container) ? "sandbox" : "container"
        var all = [
            "io.kubernetes.cri.container-type": kind,
            "io.kubernetes.cri.sandbox-id": identifier(of: PodSpec.sandbox),
            "io.kubernetes.cri.sandbox-name": PodSpec.sandbox,
            "io.kubernetes.cri.sandbox-namespace": namespace,
        ]
        if !isSandbox(container) { all["io.kubernetes.cri.container-name"] = container }
        return all.merging(pod.annotations) { _, asked in asked }
    }

    /// The folder that every container of the trial can be given.
    var shared: String { "\(folder)/shared" }

    /// What stands for names in braces in a container's mounts, hooks and raw calls.
    func filler(of container: String?) -> (String) -> String? {
        { name in
            switch name {
            case Placeholder.shared: return shared
            case Placeholder.bundle: return container.map(bundle(of:))
            case Placeholder.id: return container.map(identifier(of:))
            case Placeholder.namespace: return namespace
            default:
                let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard let first = parts.first, scenario.containers.contains(where: { $0.name == first }) else {
                    return nil
                }
                if parts.count == 2 { return execIdentifier(of: Subject(container: first, exec: parts[1])) }
                return identifier(of: first)
            }
        }
    }
}
