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

    /// A process or thread, and where it is in one hierarchy.
    package struct Seat: Sendable, Hashable, Codable {
        package var role: SandboxRole
        /// The thread's name; nil for the process as a whole.
        package var thread: String?
        /// `v2`, or controllers.
        package var hierarchy: String
        /// Absolute in it.
        package var path: String

        package init(_ role: SandboxRole, thread: String? = nil, hierarchy: String, path: String) {
            self.role = role
            self.thread = thread
            self.hierarchy = hierarchy
            self.path = path
        }
    }

    /// How what is seen differs from this, in words; a role of which nothing was seen is not told.
    package func differences(among seats: [Seat]) -> [String] {
        let own = Self.folder(of: sandbox)
        func isIn(_ folder: String, _ seat: Seat) -> Bool { seat.path == folder || seat.path.hasPrefix("\(folder)/") }
        /// Nil where the role is there as a whole, or is not at all.
        func missing(_ role: SandboxRole, from folder: String) -> String? {
            let whole = seats.filter { $0.role == role && $0.thread == nil }
            guard let first = whole.first, !whole.contains(where: { isIn(folder, $0) }) else { return nil }
            return "the \(role.rawValue) is in \(first.path), not in \(folder)"
        }
        let rest = overhead.map(Self.folder)
        switch members {
        case .all: return [SandboxRole.shim, .vmm, .virtiofsd, .nydusd].compactMap { missing($0, from: own) }
        case .vmm: return [missing(.vmm, from: own), rest.flatMap { missing(.shim, from: $0) }].compactMap(\.self)
        case .processors:
            let threads = seats.filter { $0.role == .vmm && $0.thread != nil }
            let isThere = threads.contains { isIn(own, $0) } || !seats.contains { $0.role == .vmm }
            return (isThere ? [] : ["no thread of the vmm is in \(own)"])
                + [SandboxRole.shim, .vmm].compactMap { role in rest.flatMap { missing(role, from: $0) } }
        }
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
