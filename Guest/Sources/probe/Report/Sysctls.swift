import CProbe

/// Those that a runtime may set (the namespaced ones) and those that tell how the machine is kept.
private let sysctlNames: [StaticString] = [
    "fs.aio-max-nr", "fs.file-max", "fs.inotify.max_user_instances", "fs.inotify.max_user_watches",
    "fs.mqueue.msg_default", "fs.mqueue.msg_max", "fs.mqueue.msgsize_default", "fs.mqueue.msgsize_max",
    "fs.mqueue.queues_max", "fs.nr_open", "fs.pipe-max-size", "fs.protected_fifos", "fs.protected_hardlinks",
    "fs.protected_regular", "fs.protected_symlinks", "fs.suid_dumpable", "kernel.apparmor_restrict_unprivileged_userns",
    "kernel.cap_last_cap", "kernel.core_pattern", "kernel.core_uses_pid", "kernel.dmesg_restrict",
    "kernel.domainname", "kernel.hostname", "kernel.io_uring_disabled", "kernel.kexec_load_disabled",
    "kernel.kptr_restrict", "kernel.modules_disabled", "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni",
    "kernel.ngroups_max", "kernel.osrelease", "kernel.ostype", "kernel.panic", "kernel.panic_on_oops",
    "kernel.perf_event_paranoid", "kernel.pid_max", "kernel.randomize_va_space", "kernel.sem", "kernel.shm_rmid_forced",
    "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.sysrq", "kernel.threads-max",
    "kernel.unprivileged_bpf_disabled", "kernel.unprivileged_userns_clone", "kernel.yama.ptrace_scope",
    "net.core.rmem_max", "net.core.somaxconn", "net.core.wmem_max", "net.ipv4.conf.all.rp_filter",
    "net.ipv4.conf.default.rp_filter", "net.ipv4.ip_forward", "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_syncookies", "net.ipv6.bindv6only", "net.ipv6.conf.all.disable_ipv6",
    "net.ipv6.conf.all.forwarding", "net.ipv6.conf.default.disable_ipv6", "net.ipv6.conf.lo.disable_ipv6",
    "user.max_user_namespaces", "vm.max_map_count", "vm.mmap_min_addr", "vm.nr_hugepages", "vm.overcommit_memory",
    "vm.overcommit_ratio", "vm.panic_on_oom", "vm.swappiness", "vm.unprivileged_userfaultfd",
]

let sysctlSections = [
    // By name; null for what is not there.
    Section("sysctls") { json in
        json.object { json in
            for name in sysctlNames {
                var path = Bytes("/proc/sys/")
                for byte in Bytes(name) { path.append(byte == 0x2E ? 0x2F : byte) }
                json.member(name) { $0.optional(text(of: path)) }
            }
        }
    }
]
