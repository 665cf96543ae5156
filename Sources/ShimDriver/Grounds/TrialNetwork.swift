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
    /// The outer end's name.
    let link: String

    var path: String { "\(NamedNamespace.folder)/\(name)" }

    /// Why no such network can be made here; nil when it can.
    static var obstacle: String? {
        BlockImage.program("ip") == nil ? "network veth needs `ip` of iproute2" : nil
    }

    /// Makes the namespace and the links; on failure nothing is left.
    ///
    /// - Throws: An `InfrastructureFailure`, or a `LinuxError`.
    static func make(_ setting: TrialSetting, until deadline: Stamp) async throws -> TrialNetwork {
        // The kernel takes 15 bytes for a link; the end of a nonce is the part that differs.
        let network = TrialNetwork(name: setting.nonce, link: String(setting.nonce.suffix(15)))
        setting.claims.add(.networkNamespace(network.name))
        var request = SpawnRequest(setting.probe, ["sleep"])
        request.newNetwork = true
        let holder = try spawn(request)
        let made = Result { try NamedNamespace.make(network.name, of: holder) }
        try holder.send(SIGKILL)
        _ = try await holder.exit(until: deadline)
        try made.get()
        do {
            try await network.link(until: deadline)
        } catch {
            await network.remove(until: deadline)
            throw error
        }
        return network
    }

    private func link(until deadline: Stamp) async throws {
        let ip = BlockImage.program("ip") ?? "ip"
        try await BlockImage.run(
            [ip, "-batch", "-"],
            stdin: Array(
                """
                link add \(link) type veth peer name eth0 address \(Self.inner) netns \(name)
                link set \(link) addrgenmode none
                link set \(link) up

                """.utf8), until: deadline)
        try await BlockImage.run(
            [ip, "-n", name, "-batch", "-"],
            stdin: Array(
                """
                link set lo up
                link set eth0 addrgenmode none
                link set eth0 up
                address add \(Self.address) dev eth0
                route add default via \(Self.gateway)

                """.utf8), until: deadline)
    }

    /// Takes links and name away; who still lives in the namespace keeps it.
    ///
    /// The links first and by themselves: with the namespace they go too, but some time after.
    @discardableResult
    func remove(until deadline: Stamp) async -> String? {
        let ip = BlockImage.program("ip") ?? "ip"
        var failure: String?
        if Files.exists("/sys/class/net/\(link)") {
            do {
                try await BlockImage.run([ip, "link", "delete", link], until: deadline)
            } catch {
                failure = "\(error)"
            }
        }
        return NamedNamespace.remove(name) ?? failure
    }
}
