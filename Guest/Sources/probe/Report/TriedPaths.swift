import CProbe

/// What a runtime masks or makes read-only by default (containerd's and Docker's lists), and files in it that show
/// whether that holds for what lies below.
private let triedPaths: [StaticString] = [
    // Masked.
    "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
    "/proc/sched_debug", "/proc/scsi", "/proc/timer_list", "/proc/timer_stats", "/sys/devices/virtual/powercap",
    "/sys/firmware", "/sys/devices/system/cpu/cpu0/thermal_throttle",
    // Read-only.
    "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger",
    // Below these, and what let containers out.
    "/proc/irq/default_smp_affinity", "/proc/sys/fs/binfmt_misc", "/proc/sys/fs/binfmt_misc/register",
    "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/domainname", "/proc/sys/kernel/hostname",
    "/proc/sys/kernel/modprobe", "/proc/sys/net/ipv4/ip_forward", "/proc/sys/vm/overcommit_memory",
    "/proc/sys/vm/panic_on_oom",
    // Neither, usually: what a workload sees of its machine.
    "/proc", "/proc/config.gz", "/proc/kallsyms", "/proc/kpagecount", "/proc/modules", "/proc/self/attr/exec",
    "/proc/self/exe", "/proc/self/oom_score_adj", "/sys", "/sys/fs/cgroup", "/sys/fs/bpf", "/sys/fs/selinux",
    "/sys/kernel/debug", "/sys/kernel/security", "/sys/kernel/tracing", "/sys/kernel/uevent_helper",
    "/sys/kernel/vmcoreinfo", "/sys/module", "/sys/power/state",
    // Devices that only a host should show.
    "/dev/kmsg", "/dev/kvm", "/dev/mem", "/dev/fuse", "/dev/net/tun", "/dev/port",
    "/", "/dev", "/dev/shm", "/dev/mqueue", "/tmp",
]

let pathSections = [
    Section("paths") { json in
        json.object { json in
            for path in triedPaths { json.member(path) { writeTries(of: Bytes(path), to: &$0) } }
        }
    }
]

/// `{kind, read, write, readOnly}`, or `absent`.
private func writeTries(of path: Bytes, to json: inout JSON) {
    guard let file = look(at: path) else { return json.string("absent") }
    json.object { json in
        json.member("kind") { $0.string(name(ofKind: file.kind)) }
        json.member("read") { json in
            // A look at these takes what others wait for, or has an effect.
            if path.starts(with: Bytes("/dev/")) && file.kind != 0x64 { return json.null() }
            let outcome = withCString(path) { probe_try_reading($0) }
            switch outcome {
            case 1: json.string("readable")
            case 0: json.string("empty")
            default: json.string(Bytes("denied:") + errorName(-outcome))
            }
        }
        json.member("write") { json in
            if path.starts(with: Bytes("/dev/")) && file.kind != 0x64 { return json.null() }
            let outcome = withCString(path) { probe_try_writing($0) }
            json.string(outcome == 0 ? Bytes("writable") : Bytes("denied:") + errorName(-outcome))
        }
        let readOnly = withCString(path) { probe_is_read_only($0) }
        json.member("readOnly") { json in if readOnly < 0 { json.null() } else { json.bool(readOnly == 1) } }
    }
}
