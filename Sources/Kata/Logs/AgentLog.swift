/// What lets the log of the agent in the guest out, by shim and release: a drop-in beside the configuration.
///
/// As they ship, files for QEMU let nothing of it out. A run with the drop-in judges a changed configuration.
package enum AgentLog {
    /// The drop-in's file name: late in the order of names, so that it wins.
    package static let fileName = "95-kumite-agent-log.toml"

    package enum Way: Sendable, Hashable {
        /// A drop-in with this text.
        case dropIn(String)
        /// Nothing could let it out, with the reason.
        case none(String)
    }

    /// How it is let out.
    ///
    /// - Parameter hypervisor: The name of the configuration's table, `[hypervisor.NAME]`.
    package static func way(for release: ShimRelease, hypervisor: String) -> Way {
        switch KataHypervisor(named: hypervisor) {
        case .remote: return .none("the guest runs elsewhere: neither its console nor its port is here")
        case nil: return .none("nobody knows how the hypervisor \(hypervisor.prefix(64)) shows its console")
        default: break
        }
        let table = ["hypervisor", hypervisor].map(TomlValue.key).joined(separator: ".")
        var lines = ["# kumite: agent-log lets the agent's log out; what is judged is not the file as it was."]
        switch release.language {
        case .go:
            // The shim reads the guest's console, and tells each line as one of its own at level debug.
            lines += ["[\(table)]", "enable_debug = true", "[runtime]", "enable_debug = true"]
        case .rust:
            // The shim asks the agent to log to port 1025, and tells each record as one of its own at its level.
            lines += ["[\(table)]", "enable_debug = true"]
        }
        return .dropIn(lines.joined(separator: "\n") + "\n")
    }

    /// Where the agent's records come out then, in words.
    package static func place(for release: ShimRelease) -> String {
        switch release.language {
        case .go: return "in the shim's log, in lines of the guest's console"
        case .rust:
            let first = KataVersion("3.0.0")
            return first.map { release.version < $0 || release.version == $0 } == true
                ? "in the shim's log, as records of the subsystem agent"
                : "in the journal under the identifier kata, as entries of the subsystem agent"
        }
    }
}
