/// What a process may do, as /proc/PID/status tells it.
package struct Privileges: Sendable, Hashable, Codable {
    /// Real, effective, saved and file system user.
    package var users: [UInt32]
    /// Real, effective, saved and file system group.
    package var groups: [UInt32]
    package var supplementary: [UInt32]
    package var capabilities: CapabilitySets
    /// nil where the kernel does not tell.
    package var noNewPrivileges: Bool?
    /// 0 off, 1 strict, 2 filter.
    package var seccompMode: Int?
    package var seccompFilters: Int?
    /// Signals with bit N-1 for signal N.
    package var blockedSignals: UInt64
    package var ignoredSignals: UInt64
    /// Octal digits.
    package var umask: String?
    package var threads: Int

    package init(
        users: [UInt32] = [], groups: [UInt32] = [], supplementary: [UInt32] = [],
        capabilities: CapabilitySets = CapabilitySets(), noNewPrivileges: Bool? = nil, seccompMode: Int? = nil,
        seccompFilters: Int? = nil, blockedSignals: UInt64 = 0, ignoredSignals: UInt64 = 0, umask: String? = nil,
        threads: Int = 1
    ) {
        self.users = users
        self.groups = groups
        self.supplementary = supplementary
        self.capabilities = capabilities
        self.noNewPrivileges = noNewPrivileges
        self.seccompMode = seccompMode
        self.seccompFilters = seccompFilters
        self.blockedSignals = blockedSignals
        self.ignoredSignals = ignoredSignals
        self.umask = umask
        self.threads = threads
    }
}

/// The five sets of capabilities, each with bit N for capability N. Source: capabilities(7).
package struct CapabilitySets: Sendable, Hashable, Codable {
    package var effective: UInt64
    package var permitted: UInt64
    package var inheritable: UInt64
    package var bounding: UInt64
    package var ambient: UInt64

    package init(
        effective: UInt64 = 0, permitted: UInt64 = 0, inheritable: UInt64 = 0, bounding: UInt64 = 0,
        ambient: UInt64 = 0
    ) {
        self.effective = effective
        self.permitted = permitted
        self.inheritable = inheritable
        self.bounding = bounding
        self.ambient = ambient
    }

    /// The names of a set's members, in the kernel's order and small letters: `chown`, `cap:41` where none is known.
    package static func names(of set: UInt64) -> [String] {
        (0..<64).filter { set & 1 << UInt64($0) != 0 }.map { $0 < all.count ? all[$0] : "cap:\($0)" }
    }

    /// By number. Source: the kernel's include/uapi/linux/capability.h.
    private static let all = [
        "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap",
        "linux_immutable", "net_bind_service", "net_broadcast", "net_admin", "net_raw", "ipc_lock", "ipc_owner",
        "sys_module", "sys_rawio", "sys_chroot", "sys_ptrace", "sys_pacct", "sys_admin", "sys_boot", "sys_nice",
        "sys_resource", "sys_time", "sys_tty_config", "mknod", "lease", "audit_write", "audit_control", "setfcap",
        "mac_override", "mac_admin", "syslog", "wake_alarm", "block_suspend", "audit_read", "perfmon", "bpf",
        "checkpoint_restore",
    ]
}
