internal import Documents

/// What a process may do, and what it is held to.
extension ProcessDecoder {
    /// Capabilities of Linux, without `CAP_`.
    static let capabilities = [
        "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap",
        "linux_immutable", "net_bind_service", "net_broadcast", "net_admin", "net_raw", "ipc_lock", "ipc_owner",
        "sys_module", "sys_rawio", "sys_chroot", "sys_ptrace", "sys_pacct", "sys_admin", "sys_boot", "sys_nice",
        "sys_resource", "sys_time", "sys_tty_config", "mknod", "lease", "audit_write", "audit_control", "setfcap",
        "mac_override", "mac_admin", "syslog", "wake_alarm", "block_suspend", "audit_read", "perfmon", "bpf",
        "checkpoint_restore",
    ]
    /// Limits of a process, without `RLIMIT_`.
    static let limits = [
        "as", "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss",
        "rtprio", "rttime", "sigpending", "stack",
    ]

    /// Reads it all; what is returned puts it into a process.
    mutating func privileges(in fields: Fields) -> (inout ProcessSpec) -> Void {
        let groups = fields["groups"].map { self.groups($0) } ?? []
        let capabilities = fields["capabilities"].flatMap { self.capabilities($0) }
        let noNewPrivileges = fields["no-new-privileges"].flatMap { reading.flag($0, "'no-new-privileges'") }
        let limits = fields["limits"].map { self.limits($0) } ?? [:]
        let umask = fields["umask"].flatMap { octal($0) }
        let adjustment = fields["oom-score-adj"].flatMap { reading.integer($0, "'oom-score-adj'", in: -1000...1000) }
        return { process in
            process.groups = groups
            process.capabilities = capabilities
            process.noNewPrivileges = noNewPrivileges
            process.limits = limits
            process.umask = umask
            process.oomScoreAdjustment = adjustment.map { Int($0) }
        }
    }

    private mutating func groups(_ item: Item) -> [UInt32] {
        (reading.list(item, "'groups'") ?? [])
            .compactMap { reading.integer($0, "a group", in: 0...Int64(UInt32.max)) }.map { UInt32($0) }
    }

    private mutating func capabilities(_ item: Item) -> [String]? {
        reading.list(item, "'capabilities'")?
            .compactMap { reading.choice($0, "Linux capability", among: Self.capabilities) }
    }

    private mutating func limits(_ item: Item) -> [String: ResourceLimit] {
        guard let fields = reading.fields(item, of: "'limits'", known: Self.limits) else { return [:] }
        var limits: [String: ResourceLimit] = [:]
        for entry in fields.entries { limits[entry.key] = limit(entry) }
        return limits
    }

    /// One number for both, or a soft and a hard one.
    private mutating func limit(_ entry: Entry) -> ResourceLimit? {
        guard case .list(let items) = entry.value.content else {
            return amount(entry.value, entry.key).map { ResourceLimit(soft: $0, hard: $0) }
        }
        guard items.count == 2 else {
            reading.report("'\(entry.key)' must be one number, or [soft, hard]", at: entry.value.position)
            return nil
        }
        guard let soft = amount(items[0], entry.key), let hard = amount(items[1], entry.key) else { return nil }
        return ResourceLimit(soft: soft, hard: hard)
    }

    private mutating func amount(_ item: Item, _ name: String) -> UInt64? {
        guard let text = reading.text(item, "'\(name)'") else { return nil }
        if text == "unlimited" { return .max }
        guard let value = Quantity.bytes(text) else {
            reading.report(
                "'\(name)' must be a whole number like 1024 or 64Mi, or unlimited, not '\(text.prefix(80))'",
                at: item.position)
            return nil
        }
        return UInt64(value)
    }

    private mutating func octal(_ item: Item) -> UInt32? {
        guard let text = reading.text(item, "'umask'") else { return nil }
        guard let value = UInt32(text, radix: 8), value <= 0o777 else {
            reading.report("'umask' must be octal like 0027, not '\(text.prefix(80))'", at: item.position)
            return nil
        }
        return value
    }
}

extension StdioSpec.Channel {
    /// What a stream can be connected to: nothing is written to a file or a logger by us.
    static func known(of stream: String) -> [StdioSpec.Channel] {
        stream == "stdin" ? [.fifo, .none, .missing] : allCases
    }
}

extension Reading {
    /// Environment entries, `NAME=value`, of a map.
    mutating func environment(_ item: Item) -> [String] {
        guard let entries = map(item, "'env'") else { return [] }
        return entries.compactMap { entry in
            guard !entry.key.isEmpty, !entry.key.contains("=") else {
                report("'\(entry.key)' cannot name a variable", at: entry.position)
                return nil
            }
            guard case .scalar(let value, _) = entry.value.content else {
                report("a variable must be a text, not \(entry.value.kind)", at: entry.value.position)
                return nil
            }
            return "\(entry.key)=\(value)"
        }
    }
}
