extension SettingEffect {
    /// What the guest's report shows.
    static let insides: [SettingEffect] =
        [
            // The Go shim's are in seconds, the Rust shim's in milliseconds; the kernel is told seconds by both.
            word(
                "agent/cdh_api_timeout", "77", annotation: "77000", annotationKey: "cdh_api_timeout_ms",
                "agent.cdh_api_timeout=77"),
            word("agent/container_pipe_size", "65536", annotation: "65536", "agent.container_pipe_size=65536"),
            word("agent/debug_console_enabled", "true", "agent.debug_console"),
            word("agent/enable_debug", "true", "agent.log=debug"),
            word("agent/enable_tracing", "true", annotation: "true", "agent.trace=true"),
            word("agent/launch_process_timeout", "17", "agent.launch_process_timeout=17"),
            word("agent/visible_cdi_devices", "true", "agent.visible_cdi_devices=true"),
            inside(
                "hypervisor/default_memory", "3072", annotation: "3072", "memory",
                [("guest/memory/totalKiB", "{ at-least: 2600000 }")]),
            inside(
                "hypervisor/default_vcpus", "2", annotation: "2", "cpus",
                [("guest/cpus/online", #"{ matches: "0-[1-9][0-9]*" }"#)]),
            word("hypervisor/disable_image_nvdimm", "true", annotation: "true", "root=/dev/vda"),
            inside(
                "hypervisor/enable_guest_swap", "true", annotation: "true", "memory",
                [("guest/memory/swapTotalKiB", "{ at-least: 1 }")]),
            word("hypervisor/kernel_params", #""kumite.seen=1""#, annotation: "kumite.seen=1", "kumite.seen=1"),
            word("hypervisor/use_legacy_serial", "true", annotation: "true", "console=ttyS0"),
            // Both look for the image's disk where its driver puts it (kata-types, kernel_param.rs).
            word("hypervisor/vm_rootfs_driver", #""virtio-blk-pci""#, "root=/dev/vda"),
            inside(
                "runtime/disable_guest_seccomp", "false", annotation: "false", "seccomp",
                [("guest/seccomp/mode", "filter")],
                container: ["refuse-calls: [mkdir]"]),
            inside(
                "runtime/internetworking_model", #""none""#, annotation: "none", "links",
                [("guest/links/eth0", "absent")]),
        ]
        + memoryAgent.map { key, value in
            let isSwitch = key == "enable" || key == "mem_agent_enable"
            return word(
                "agent.mem_agent/\(key)", value,
                isSwitch ? "agent.mem_agent_enable=1" : "agent.mem_agent_\(key)=\(value)",
                with: isSwitch ? [:] : ["agent.mem_agent/enable": "true"])
        }

    /// What the agent's own agent of memory is told, a word of the command line each (kata-types, config/mod.rs).
    private static let memoryAgent: [(key: String, value: String)] = [
        ("enable", "true"), ("mem_agent_enable", "true"), ("memcg_disable", "true"), ("memcg_swap", "true"),
        ("memcg_swappiness_max", "33"), ("memcg_period_secs", "611"), ("memcg_period_psi_percent_limit", "7"),
        ("memcg_eviction_psi_percent_limit", "8"), ("memcg_eviction_run_aging_count_min", "9"),
        ("compact_disable", "true"), ("compact_period_secs", "612"), ("compact_period_psi_percent_limit", "11"),
        ("compact_psi_percent_limit", "12"), ("compact_sec_max", "1300"), ("compact_order", "6"),
        ("compact_threshold", "1400"), ("compact_force_times", "15"),
    ]
}
