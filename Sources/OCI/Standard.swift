extension Spec {
    /// A container as containerd would describe it if nobody asked for anything special.
    ///
    /// - Parameters:
    ///   - args: the words of its first process; the first one is a path inside the container, such as `/probe`.
    ///   - env: what is put behind `PATH` (and `TERM` with a terminal), as `NAME=VALUE`.
    ///   - openFiles: RLIMIT_NOFILE, soft and hard. Above the caller's own hard limit a runtime without
    ///     CAP_SYS_RESOURCE refuses to start anything.
    ///   - mountsCgroup: whether `/sys/fs/cgroup` is there, read-only.
    package static func standard(
        args: [String], cgroupsPath: CgroupsPath, hostname: String = "kumite", env: [String] = [],
        terminal: Bool = false, openFiles: UInt64 = openFilesAllowed(), mountsCgroup: Bool = true,
        annotations: [String: String] = [:]
    ) -> Spec {
        Spec(
            process: Process(
                terminal: terminal ? true : nil, args: args,
                env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
                    + (terminal ? ["TERM=xterm"] : []) + env,
                capabilities: .standard,
                rlimits: [Rlimit("RLIMIT_NOFILE", hard: openFiles, soft: openFiles)],
                noNewPrivileges: true),
            hostname: hostname,
            mounts: mountsCgroup ? Mount.standard + [Mount.cgroup] : Mount.standard,
            linux: Linux(
                cgroupsPath: cgroupsPath,
                namespaces: [.pid, .ipc, .uts, .mount, .network].map { Namespace($0) },
                resources: Resources(devices: DeviceRule.standard),
                maskedPaths: [
                    "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
                    "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/sys/firmware", "/proc/scsi",
                ],
                readonlyPaths: ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]),
            annotations: annotations.isEmpty ? nil : annotations)
    }
}

extension Spec.Mount {
    /// What containerd mounts into every container; 5 is the group `tty`.
    package static let standard = [
        Spec.Mount("/proc", type: "proc", source: "proc", options: ["nosuid", "noexec", "nodev"]),
        Spec.Mount(
            "/dev", type: "tmpfs", source: "tmpfs", options: ["nosuid", "strictatime", "mode=755", "size=65536k"]),
        Spec.Mount(
            "/dev/pts", type: "devpts", source: "devpts",
            options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"]),
        Spec.Mount(
            "/dev/shm", type: "tmpfs", source: "shm",
            options: ["nosuid", "noexec", "nodev", "mode=1777", "size=65536k"]),
        Spec.Mount("/dev/mqueue", type: "mqueue", source: "mqueue", options: ["nosuid", "noexec", "nodev"]),
        Spec.Mount("/sys", type: "sysfs", source: "sysfs", options: ["nosuid", "noexec", "nodev", "ro"]),
        Spec.Mount(
            "/run", type: "tmpfs", source: "tmpfs", options: ["nosuid", "strictatime", "mode=755", "size=65536k"]),
    ]

    /// The cgroups, to be looked at only.
    package static let cgroup = Spec.Mount(
        "/sys/fs/cgroup", type: "cgroup", source: "cgroup", options: ["nosuid", "noexec", "nodev", "relatime", "ro"])
}

extension Spec.DeviceRule {
    /// Nothing, but then null, random, full, tty, zero, urandom, console, every pseudo-terminal, ptmx.
    package static let standard =
        [Spec.DeviceRule(allow: false)]
        + [(1, 3), (1, 8), (1, 7), (5, 0), (1, 5), (1, 9), (5, 1), (136, nil), (5, 2)].map {
            Spec.DeviceRule(allow: true, type: "c", major: $0, minor: $1)
        }
}
