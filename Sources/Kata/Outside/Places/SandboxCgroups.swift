/// Which cgroups a shim makes for a sandbox, and what lies in them. Source: facts on cgroups.
package struct SandboxCgroups: Sendable, Hashable {
    package enum Manager: String, Sendable, Hashable, CaseIterable {
        case cgroupfs, systemd
    }

    /// What of the sandbox is in its own group.
    package enum Members: String, Sendable, Hashable, CaseIterable {
        /// Everything that runs for it.
        case all
        /// Only the threads of its processors.
        case processors
        /// The VMM as a whole; nothing stays for the overhead's group.
        case vmm
    }

    /// The sandbox's own group: a path, or `slice:prefix:name` of systemd.
    package var sandbox: String
    /// Where the rest runs; nil where nothing does.
    package var overhead: String?
    package var members: Members
    /// Whether the group lists the devices that may be used.
    package var limitsDevices: Bool
    /// What to mind.
    package var note: String

    /// What a shim makes of a specification's path.
    ///
    /// - Parameters:
    ///   - path: `linux.cgroupsPath` of the sandbox; nil or empty where there is none.
    ///   - only: `sandbox_cgroup_only`, which Dragonball always has.
    ///   - version: 1 or 2.
    package static func expected(
        of language: ShimLanguage, _ hypervisor: KataHypervisor, sandbox id: String, path: String?, only: Bool,
        manager: Manager, version: Int
    ) -> SandboxCgroups {
        let given = path ?? ""
        return language == .go
            ? go(id, given, only, manager) : rust(id, given, only || hypervisor == .dragonball, manager, version)
    }

    private static func go(_ id: String, _ given: String, _ only: Bool, _ manager: Manager) -> SandboxCgroups {
        let path = given.isEmpty ? "/vc" : given
        if only, manager == .systemd, path.split(separator: ":", omittingEmptySubsequences: false).count == 3 {
            return SandboxCgroups(
                sandbox: path, overhead: nil, members: .all, limitsDevices: true, note: "a scope of systemd")
        }
        return SandboxCgroups(
            sandbox: prefixed(path), overhead: only ? nil : "/kata_overhead/\(id)", members: only ? .all : .processors,
            limitsDevices: true,
            note: !only && manager == .systemd ? "systemd is not asked: a plain folder is made" : "")
    }

    private static func rust(
        _ id: String, _ given: String, _ only: Bool, _ manager: Manager, _ version: Int
    ) -> SandboxCgroups {
        let path = given.isEmpty ? "kata_sandboxed_pod/\(id)" : given
        let note = manager == .systemd ? "a scope of systemd, which waits 300 s before it kills" : ""
        guard !only else {
            return SandboxCgroups(sandbox: path, overhead: nil, members: .all, limitsDevices: false, note: note)
        }
        let overhead = manager == .systemd ? "kata-overhead.slice:runtime-rs:\(id)" : "kata_overhead/\(id)"
        let isWhole = version == 2 || manager == .systemd
        return SandboxCgroups(
            sandbox: path, overhead: overhead, members: isWhole ? .vmm : .processors, limitsDevices: false,
            note: ([note] + (isWhole ? ["the VMM is moved as a whole: its overhead counts for the pod"] : []))
                .filter { !$0.isEmpty }.joined(separator: "; "))
    }

    /// The last element with `kata_` before it.
    private static func prefixed(_ path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let last = parts.indices.last(where: { !parts[$0].isEmpty }) else { return path }
        if !parts[last].hasPrefix("kata_") { parts[last] = "kata_" + parts[last] }
        return parts.joined(separator: "/")
    }

    /// The folder below a hierarchy's root that a group is in; of systemd's the scope in its slice.
    package static func folder(of group: String) -> String {
        let parts = group.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return group.hasPrefix("/") ? group : "/\(group)" }
        return slicePath(parts[0]) + "/\(parts[1])-\(parts[2]).scope"
    }

    /// `a-b.slice` lies in `a.slice`. Source: systemd.slice(5).
    private static func slicePath(_ slice: String) -> String {
        let name = slice.hasSuffix(".slice") ? String(slice.dropLast(".slice".count)) : slice
        guard !name.isEmpty, name != "-" else { return "" }
        var path = ""
        var front = ""
        for part in name.split(separator: "-").prefix(16) {
            front += front.isEmpty ? "\(part)" : "-\(part)"
            path += "/\(front).slice"
        }
        return path
    }
}
