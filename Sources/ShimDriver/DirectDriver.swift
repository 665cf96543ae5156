package import Drivers
import Host
import Linux
import Matrices
import Recordings
package import Scenarios

/// Drives a shim over its own API, exactly as containerd does: `start`, ttrpc, `delete`.
package struct DirectDriver: Driver {
    /// What it is called on the command line, in matrices and under `under`.
    package static let name = "shim"

    /// How long making a trial's network may take.
    private static let networkDeadline = Duration.seconds(10)

    package init() {}

    package var name: String { Self.name }

    package func obstacles(to scenario: Scenario, of family: any ShimFamily) -> [String] {
        var obstacles = family.abilities.obstacles(to: scenario)
        func meet(_ obstacle: String?) {
            if let obstacle, !obstacles.contains(obstacle) { obstacles.append(obstacle) }
        }
        meet(TrialNetwork.obstacle(scenario.network(behind: family)))
        for container in scenario.containers {
            switch container.rootfs.form {
            case .block: meet(BlockImage.obstacle(container.rootfs.fileSystem ?? "ext4"))
            case .erofs: meet(BlockImage.obstacle("erofs"))
            case .folder, .bind, .overlay: break
            }
        }
        for io in scenario.processes.map(\.io) where ![.fifo, .none, .missing].contains(io.stdin) {
            meet("stdin can't be \(io.stdin.rawValue): a shim takes a pipe")
        }
        return obstacles
    }

    package func open(_ setting: TrialSetting, recorder: Recorder) async throws -> any DriverSession {
        guard let daemon = ImitatedDaemon(rawValue: setting.speaks) else {
            throw InfrastructureFailure(
                doing: "imitating containerd", to: setting.speaks,
                why: "known are " + ImitatedDaemon.allCases.map(\.rawValue).joined(separator: ", "))
        }
        var setting = setting
        do {
            try setting.writeConfigurations()
        } catch {
            throw InfrastructureFailure(doing: "writing the configuration of", to: setting.nonce, why: "\(error)")
        }
        for index in setting.scenario.containers.indices {
            let asked = setting.scenario.containers[index].rootfs
            setting.scenario.containers[index].rootfs = setting.family.rootfs(asked, for: setting.contender)
        }
        var network: TrialNetwork?
        if [.veth, .cni].contains(setting.network) {
            do {
                network = try await .make(setting, until: .after(Self.networkDeadline))
            } catch {
                throw error as? InfrastructureFailure
                    ?? InfrastructureFailure(doing: "making the network of", to: setting.nonce, why: "\(error)")
            }
        }
        do {
            if setting.isUpgraded { try setting.installShim(setting.contender.shim) }
            let endpoint = try EventEndpoint(folder: setting.sockets, recorder: recorder)
            let session = ShimSession(
                setting, daemon: daemon, endpoint: endpoint, network: network, recorder: recorder,
                poller: try Poller.shared)
            await session.look(at: .before)
            return session
        } catch {
            await network?.remove(until: .after(Self.networkDeadline))
            throw InfrastructureFailure(doing: "opening a session in", to: setting.sockets, why: "\(error)")
        }
    }
}

extension Scenario {
    /// The network that containers are put into: a pod's is its own, with a link, unless something else is said.
    ///
    /// Behind a virtual machine whose shims wait for a link there is always one, but where the network itself is tried.
    func network(behind family: any ShimFamily) -> Given.Network {
        let asked = given.network ?? (given.pod == nil ? .none : .veth)
        guard asked == .none, family.abilities.virtualMachine?.awaitsLink == true, !covers.contains("network") else {
            return asked
        }
        return .veth
    }

    /// The processes that it asks for: of containers and of execs.
    fileprivate var processes: [ProcessSpec] {
        containers.map(\.process)
            + allSteps.compactMap { step in
                if case .exec(_, let process) = step.action { process } else { nil }
            }
    }
}
