import Drivers
import Glibc
import Host
import Linux
import Recordings
import Scenarios

/// A trial's own network namespace: `/run/netns/<nonce>`, with one end of a pair of links; the other is in the lane's.
///
/// Inside is `eth0` with an address and a route that are the same in every trial, so that guests' reports can be
/// compared. The outer end has no address: many trials run side by side, and the host's routes stay as they are.
struct TrialNetwork: Sendable {
    static let address = "10.88.0.2/24"
    static let gateway = "10.88.0.1"
    private static let inner = "02:6b:75:6d:69:02"

    /// Its name in `/run/netns`.
    let name: String
    /// The outer end's name; nil where plugins make all of it.
    let link: String?
    /// The plugins that have made it; nil for a pair of links alone.
    private(set) var plugins: CNINetwork?

    var path: String { "\(NamedNamespace.folder)/\(name)" }

    /// Why no such network can be made here; nil when it can.
    static func obstacle(_ kind: Given.Network, hostsNetworks: String = CNIConfiguration.folder) -> String? {
        func links() -> String? {
            BlockImage.program("ip") == nil ? "network \(kind.rawValue) needs `ip` of iproute2" : nil
        }
        switch kind {
        case .none, .host: return nil
        case .veth: return links()
        case .cni:
            do {
                if let host = try CNIConfiguration.ofHost(hostsNetworks) { return CNINetwork.obstacle(host) }
            } catch {
                return "network cni: \(error)"
            }
            return CNINetwork.obstacle(own(device: "")) ?? links()
        }
    }

    /// Kumite's own network by plugins: as a workload sees it, it is that of a pair of links.
    private static func own(device: String) -> CNIConfiguration {
        .own(device: device, address: address, gateway: gateway)
    }

    /// Makes the namespace and what is in it; on failure nothing is left.
    ///
    /// - Parameter hostsNetworks: Where a host's networks are described; the first is made, or Kumite's own if there is none.
    /// - Throws: An `InfrastructureFailure`, a `LinuxError` or a `CNIProblem`.
    static func make(
        _ setting: TrialSetting, hostsNetworks: String = CNIConfiguration.folder, until deadline: Stamp
    ) async throws -> TrialNetwork {
        let host = setting.network == .cni ? try CNIConfiguration.ofHost(hostsNetworks) : nil
        // The kernel takes 15 bytes for a link; the end of a nonce is the part that differs.
        var network = TrialNetwork(
            name: setting.nonce, link: host == nil ? String(setting.nonce.suffix(15)) : nil)
        if setting.network == .cni {
            // Before it is moved it lies in the lane's namespace, beside other trials'.
            network.plugins = CNINetwork(
                host ?? own(device: "i" + setting.nonce.suffix(14)), container: setting.nonce,
                namespace: network.path)
        }
        setting.claims.add(.networkNamespace(network.name))
        var request = SpawnRequest(setting.probe, ["sleep"])
        request.newNetwork = true
        let holder = try spawn(request)
        let made = Result { try NamedNamespace.make(network.name, of: holder) }
        try holder.send(SIGKILL)
        _ = try await holder.exit(until: deadline)
        try made.get()
        do {
            try await network.fill(until: deadline)
        } catch {
            await network.remove(until: deadline)
            throw error
        }
        return network
    }

    private mutating func fill(until deadline: Stamp) async throws {
        let ip = BlockImage.program("ip") ?? "ip"
        func run(inside: Bool, _ lines: [String]) async throws {
            try await BlockImage.run(
                [ip] + (inside ? ["-n", name] : []) + ["-batch", "-"],
                stdin: Array((lines.joined(separator: "\n") + "\n").utf8), until: deadline)
        }
        // No plugin of a network's own brings this one up (containerd's CRI does it by one more).
        if BlockImage.program("ip") != nil { try await run(inside: true, ["link set lo up"]) }
        guard plugins == nil else {
            if let link, let device = plugins?.configuration.plugins.first?["device"]?.text {
                try await run(
                    inside: false,
                    ["link add \(link) type veth peer name \(device) address \(Self.inner)"] + Self.quiet(link)
                        + ["link set \(device) addrgenmode none"])
            }
            return try await plugins?.add(until: deadline) ?? ()
        }
        guard let link else { return }
        try await run(
            inside: false,
            ["link add \(link) type veth peer name eth0 address \(Self.inner) netns \(name)"] + Self.quiet(link))
        try await run(
            inside: true,
            [
                "link set eth0 addrgenmode none", "link set eth0 up", "address add \(Self.address) dev eth0",
                "route add default via \(Self.gateway)",
            ])
    }

    /// Brings a link up without an address of its own making.
    private static func quiet(_ link: String) -> [String] {
        ["link set \(link) addrgenmode none", "link set \(link) up"]
    }

    /// Takes links and name away; who still lives in the namespace keeps it.
    ///
    /// The links first and by themselves: with the namespace they go too, but some time after.
    @discardableResult
    func remove(until deadline: Stamp) async -> String? {
        let ip = BlockImage.program("ip") ?? "ip"
        var failure = await plugins?.remove(until: deadline).first
        if let link, Files.exists("/sys/class/net/\(link)") {
            do {
                try await BlockImage.run([ip, "link", "delete", link], until: deadline)
            } catch {
                failure = "\(error)"
            }
        }
        return NamedNamespace.remove(name) ?? failure
    }
}
