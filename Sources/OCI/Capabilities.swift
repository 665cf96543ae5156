extension Spec {
    /// The five capability sets of a process, by name (`CAP_KILL`).
    package struct Capabilities: Codable, Sendable, Hashable {
        package var bounding: [String]?
        package var effective: [String]?
        package var inheritable: [String]?
        package var permitted: [String]?
        package var ambient: [String]?

        package init(
            bounding: [String]? = nil, effective: [String]? = nil, inheritable: [String]? = nil,
            permitted: [String]? = nil, ambient: [String]? = nil
        ) {
            self.bounding = bounding
            self.effective = effective
            self.inheritable = inheritable
            self.permitted = permitted
            self.ambient = ambient
        }
    }
}

extension Spec.Capabilities {
    /// The fourteen that Docker and containerd give a root process; inheritable stays empty (CVE-2022-24769).
    package static let standard = Spec.Capabilities(bounding: fourteen, effective: fourteen, permitted: fourteen)

    private static let fourteen = [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID",
        "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL",
        "CAP_AUDIT_WRITE",
    ]
}
