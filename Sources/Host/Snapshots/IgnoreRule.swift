package import Recordings

/// Something that changes on a host without anyone's fault, and why that is so.
package struct IgnoreRule: Hashable, Sendable {
    /// What kinds it speaks of.
    package var kinds: Set<Residue.Kind>
    package var path: String
    package var reach: Reach
    package var reason: String

    /// How far a rule reaches from its path.
    package enum Reach: Hashable, Sendable {
        case justIt
        /// It and what lies below.
        case below
        /// Every path that begins with the text.
        case beginning
    }

    package init(kinds: Set<Residue.Kind>, path: String, _ reach: Reach = .below, reason: String) {
        self.kinds = kinds
        self.path = path
        self.reach = reach
        self.reason = reason
    }

    /// Whether it speaks of an object.
    func matches(_ kind: Residue.Kind, _ path: String) -> Bool {
        guard kinds.contains(kind) else { return false }
        return switch reach {
        case .justIt: path == self.path
        case .below: path.isAtOrBelow(self.path)
        case .beginning: path.hasPrefix(self.path)
        }
    }

    private static let onDisk: Set<Residue.Kind> = [.file, .socket, .fifo]

    /// What is ignored on every host.
    package static let standard: [IgnoreRule] = [
        IgnoreRule(
            kinds: onDisk, path: "/run/kumite", reason: "Kumite's own folders, which each lane removes by itself"),
        IgnoreRule(
            kinds: onDisk, path: "/run/containerd", .justIt,
            reason: "the first shim or daemon on a host makes it, and none removes it"),
        IgnoreRule(
            kinds: onDisk, path: "/run/containerd/s", .justIt,
            reason: "the first shim on a host makes the folder of its sockets, and none removes it"),
        IgnoreRule(
            kinds: onDisk, path: "/run/containerd/fifo", reason: "a daemon's own tasks come and go"),
        IgnoreRule(
            kinds: onDisk.union([.mount]), path: "/run/containerd/io.containerd.runtime.v2.task",
            reason: "a daemon's own tasks come and go"),
        IgnoreRule(
            kinds: onDisk, path: "/run/containerd/runc", reason: "a daemon's own tasks come and go"),
        IgnoreRule(
            kinds: onDisk, path: "/run/xtables.lock", reason: "whoever uses iptables makes it, and nobody removes it"),
        IgnoreRule(kinds: onDisk, path: "/run/systemd", reason: "systemd's own state"),
        IgnoreRule(kinds: onDisk, path: "/run/udev", reason: "udev's own state"),
        IgnoreRule(kinds: onDisk, path: "/run/log", reason: "the journal's own files"),
        IgnoreRule(kinds: onDisk.union([.mount]), path: "/run/user", reason: "users log in and out"),
        IgnoreRule(kinds: onDisk.union([.mount]), path: "/run/credentials", reason: "systemd's services come and go"),
        IgnoreRule(kinds: [.cgroup], path: "/system.slice", reason: "systemd's services come and go"),
        IgnoreRule(kinds: [.cgroup], path: "/user.slice", reason: "users log in and out"),
        IgnoreRule(
            kinds: [.cgroup], path: "/kumite-", .beginning,
            reason: "Kumite's own cgroups, which each lane removes by itself"),
        IgnoreRule(
            kinds: [.mount], path: "/proc/sys/fs/binfmt_misc", reason: "an automount that appears when looked at"),
    ]
}
