/// A capability of a process, by the kernel's number. Source: include/uapi/linux/capability.h.
package struct Capability: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    package static let systemAdministration = Capability(number: 21)
    package static let systemResources = Capability(number: 24)
    package static let networkAdministration = Capability(number: 12)
    package static let makeDevices = Capability(number: 27)
    package static let kill = Capability(number: 5)
    package static let trace = Capability(number: 19)

    /// Those that a process's status file names as effective; none for any other text.
    package static func effective(_ status: String) -> Set<Capability> {
        let line = status.split(separator: "\n").first { $0.hasPrefix("CapEff:") }
        guard let text = line?.split(whereSeparator: \.isWhitespace).last, let set = UInt64(text, radix: 16)
        else { return [] }
        return Set((0..<64).filter { set >> UInt64($0) & 1 == 1 }.map(Capability.init(number:)))
    }

    private static let names = [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
        "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER",
        "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
        "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
        "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF",
        "CHECKPOINT_RESTORE",
    ]

    package var description: String {
        Self.names.indices.contains(number) ? "CAP_\(Self.names[number])" : "CAP_\(number)"
    }

    package static func < (one: Capability, other: Capability) -> Bool { one.number < other.number }
}

extension Capability: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard name.hasPrefix("CAP_"),
            let number = Self.names.firstIndex(of: String(name.dropFirst(4))) ?? Int(name.dropFirst(4))
        else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "no capability: \(name)") }
        self.number = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
