import Recordings

/// What a shim's management endpoint is to answer. Source: facts on management endpoints, read at 3.0.0 and 4.1.0.
package struct EndpointRules: Sendable, Hashable {
    package var release: ShimRelease
    package var hypervisor: KataHypervisor
    /// Whether profiling is switched on, by file or annotation.
    package var hasProfiling: Bool

    package init(_ release: ShimRelease, _ hypervisor: KataHypervisor, hasProfiling: Bool = false) {
        self.release = release
        self.hypervisor = hypervisor
        self.hasProfiling = hasProfiling
    }

    package struct Demand: Sendable, Hashable {
        /// Statuses of which one is due; empty where the connection is known to be dropped.
        package var statuses: Set<Int>
        /// What is known to go wrong, with its link.
        package var known: String
    }

    /// Every question worth asking of both shims: none that changes the sandbox.
    package static let questions: [EndpointRequest] = [
        EndpointRequest("GET", "/metrics"), EndpointRequest("GET", "/agent-url"),
        EndpointRequest("GET", "/iptables"), EndpointRequest("GET", "/ip6tables"), EndpointRequest("POST", "/iptables"),
        EndpointRequest("GET", "/policy"), EndpointRequest("GET", "/debug/vars"),
        EndpointRequest("GET", "/debug/pprof/"), EndpointRequest("GET", "/no-such-path"),
        EndpointRequest("GET", "/direct-volume/stats/x?path=x"),
        EndpointRequest("POST", "/direct-volume/resize", body: Array("{}".utf8)),
    ]

    private var isGo: Bool { release.language == .go }

    /// Whether there is an endpoint at all.
    package var isServed: Bool {
        isGo || KataVersion("3.0.0").map { $0 < release.version } ?? true
    }

    /// What is due to a question; nil where nothing is known.
    package func demand(on request: EndpointRequest) -> Demand? {
        guard isServed else { return nil }
        let path = String(request.path.prefix { $0 != "?" })
        let unknown: Demand = Demand(statuses: [404], known: "")
        switch path {
        case "/metrics":
            guard request.method == "GET" else { return nil }
            let aborts = !isGo && (hypervisor == .qemu || hypervisor == .firecracker)
            return Demand(
                statuses: [200], known: aborts ? "the Rust shim aborts, and the pod with it: kata#13708" : "")
        case "/agent-url": return request.method == "GET" ? Demand(statuses: [200], known: "") : nil
        case "/iptables", "/ip6tables":
            if ["GET", "PUT"].contains(request.method) { return Demand(statuses: [200], known: "") }
            return Demand(statuses: [isGo ? 501 : 404], known: "")
        case "/policy":
            guard let first = KataVersion("3.0.0"), first < release.version else { return unknown }
            // What a method that is not served is answered was not read.
            return request.method == "PUT" ? Demand(statuses: [200], known: "") : nil
        case _ where path.hasPrefix("/debug/"):
            guard isGo else { return unknown }
            return Demand(statuses: hasProfiling ? [200] : [404], known: "")
        case _ where path.hasPrefix("/direct-volume/"):
            // One that can't be served is told so by the Go shim, and dropped by the Rust shim.
            return Demand(
                statuses: isGo ? Set(400...599) : [],
                known: isGo ? "" : "the Rust shim drops the connection when a handler fails")
        default: return unknown
        }
    }

    /// What is wrong with an outcome, in words; empty where nothing is, or nothing is known.
    package func faults(of call: EndpointCall) -> [String] {
        var told: [String] = []
        if call.survived == false { told.append("the shim did not survive \(call.request)") }
        guard let demand = demand(on: call.request) else { return told }
        switch call.outcome {
        case .answered(let answer):
            if !demand.statuses.isEmpty, !demand.statuses.contains(answer.status) {
                told.append("\(call.request): \(answer.status)")
            }
            if call.request.path == "/agent-url", answer.status == 200 { told += agentFaults(answer.body) }
        case .closed where demand.statuses.isEmpty: break
        default: told.append("\(call.request): \(call.word)")
        }
        return told
    }

    /// The agent's address is `vsock://NUMBER:1024` or `hvsock://PATH:1024`; an error comes as nothing at all.
    private func agentFaults(_ body: [UInt8]) -> [String] {
        let text = String(decoding: body.prefix(4096), as: UTF8.self).filter { !$0.isNewline }
        guard !text.isEmpty else { return ["GET /agent-url: an empty answer"] }
        let isRight = ["vsock://", "hvsock://", "remote://", "unix://"].contains { text.hasPrefix($0) }
        return isRight ? [] : ["GET /agent-url: no address of an agent"]
    }
}
