package import Drivers
import Kata
package import Matrices
package import Recordings
import Scenarios

/// The family of Kata's shims, the Go one and the Rust one, with whatever hypervisor stands behind them.
package struct KataShims: ShimFamily {
    let knowledge: KataKnowledge

    /// - Parameter knowledge: What is known of the keys of Kata's configurations.
    package init(_ knowledge: KataKnowledge = KataKnowledge()) {
        self.knowledge = knowledge
    }

    package var name: String { "kata" }

    package var extractors: [any Extractor] {
        [
            KataLogExtractor(), VMMExtractor(), LeakExtractor(), EndpointExtractor(), ConversationExtractor(),
            OwnTimeExtractor(),
        ]
    }

    package var abilities: FamilyAbilities {
        FamilyAbilities(
            roles: Set(["shim", "events"]).union(Self.startedRoles.map(\.rawValue)), endpoints: ["management"],
            configurationKeys: knowledge.keys, upgrades: [.shim, .containerd],
            // QEMU of 3.0 makes a daemon of itself (facts 8.1); without a link the Rust shim waits 5 s at each start (D61).
            virtualMachine: .init(monitor: "vmm", detaches: true, awaitsLink: true), hasStandin: true)
    }

    /// The Rust shim of 3.0 has none (facts 7).
    package func endpoint(_ name: String, of contender: Contender, task: String) -> String? {
        guard name == "management", !task.contains("/"), let kata = contender.kata,
            EndpointRules(kata, .qemu).isServed
        else { return nil }
        let folder = kata.language == .go ? "/run/vc/sbs" : "/run/kata"
        return "\(folder)/\(task)/shim-monitor.sock"
    }

    /// By the name of its program: hypervisors and daemons keep theirs, whoever packs them (facts 8.1).
    package func plays(_ role: String, _ process: ShimChild, of contender: Contender) -> Bool {
        guard let found = SandboxRole.role(ofCommandLine: process.arguments) else { return false }
        // A jailer becomes the monitor that it jails.
        return role == (found == .jailer ? .vmm : found).rawValue && Self.startedRoles.contains { $0.rawValue == role }
    }

    /// The roles that a shim's own processes play beside it.
    private static let startedRoles: [SandboxRole] = [.vmm, .virtiofsd, .nydusd]

    /// Go's runtime has every goroutine's stack printed for SIGUSR1, which would end a Rust shim (facts 1.8).
    package func stackSignal(of contender: Contender) -> Int32? {
        contender.kata?.language == .go ? 10 : nil
    }

    package func deadlineNanoseconds(of verb: String) -> UInt64 {
        switch verb {
        // The virtual machine boots in it; the Rust shim tries to reach an agent for up to 60 s.
        case "first-create": 90_000_000_000
        case "shim-gone-after-hang": 5_000_000_000
        // What was not seen by then has come and gone, or never comes.
        case "crash": 5_000_000_000
        default: 30_000_000_000
        }
    }

    package func options(for contender: Contender, folder: String) -> TaskOptions? {
        guard let config = contender.config, contender.configurationChannel == .options else { return nil }
        var options = Wire.Encoder()
        options.string(2, config)
        return TaskOptions(typeURL: "runtimeoptions.v1.Options", value: options.bytes)
    }

    package func environment(of contender: Contender) -> [String] {
        guard let config = contender.config, contender.configurationChannel == .environment else { return [] }
        return ["KATA_CONF_FILE=\(config)"]
    }
}

extension Contender {
    /// Which of Kata's shims it is, as far as it is known: what `release` says, given or found out.
    var kata: ShimRelease? { release.flatMap(ShimRelease.init) }

    /// How a configuration reaches it that lies where no release puts one.
    ///
    /// Later shims take from the environment only the paths that they ship with; the Rust shim of 3.0 takes options for
    /// another message than the Go shim does (facts 1.7).
    var configurationChannel: ConfigurationChannel {
        guard let kata, kata.language == .rust, kata.version.description.hasPrefix("3.0.") else { return .options }
        return .environment
    }
}

/// The ways by which a shim is told its configuration file.
enum ConfigurationChannel: Sendable, Hashable {
    /// `runtimeoptions.v1.Options` in Create.
    case options
    /// `KATA_CONF_FILE`.
    case environment
}
