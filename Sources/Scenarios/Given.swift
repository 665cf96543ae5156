/// What a trial begins with beside its containers.
package struct Given: Sendable, Hashable, Codable {
    /// The network namespace that containers are put into.
    package enum Network: String, Sendable, Hashable, Codable, CaseIterable {
        /// One of their own with nothing in it but what the runtime puts there.
        case none
        /// The lane's.
        case host
        /// One that is made before, with a pair of links: one end inside, the other in the lane's.
        case veth
        /// One that is made before by the host's CNI plugins.
        case cni
    }

    /// nil for what fits: `veth` for a pod, `none` without one.
    package var network: Network?
    /// The sandbox that the containers share; nil when each stands alone.
    package var pod: PodSpec?
    /// Keys of the contender's configuration with the value they are to have; the family resolves them.
    package var config: [String: String]
    /// What stands in a VM's place; nil where whatever the contender has will do.
    package var guest: GuestSpec?

    package init(
        network: Network? = nil, pod: PodSpec? = nil, config: [String: String] = [:], guest: GuestSpec? = nil
    ) {
        self.network = network
        self.pod = pod
        self.config = config
        self.guest = guest
    }
}

/// A pod: a sandbox container, and workload containers behind the same shim.
///
/// They are grouped as containerd's CRI does it, by the annotations `io.kubernetes.cri.container-type` and
/// `io.kubernetes.cri.sandbox-id`. The sandbox is the container `pod`; it is made first unless a step makes it.
package struct PodSpec: Sendable, Hashable, Codable {
    /// Annotations of every container of the pod, beside those that group them.
    package var annotations: [String: String]

    package init(annotations: [String: String] = [:]) {
        self.annotations = annotations
    }

    /// The sandbox container's name.
    package static let sandbox = "pod"
}
