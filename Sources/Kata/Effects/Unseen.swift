/// Why nothing of a setting shows in a trial.
enum Unseen {
    /// What a fork's own settings are told.
    static let other = "nobody has looked yet where it shows"

    /// The first that fits; a `*` in a name stands for anything. Keys are SECTION/KEY, annotations whole names.
    private static let reasons: [(why: String, names: [String])] = [
        ("a gate: it shows in what annotations do", ["hypervisor/valid_*"]),
        (
            "it shows only with a factory of VMs",
            [
                "factory/*", "hypervisor.factory/*", "hypervisor/factory", "hypervisor/boot_*_template",
                "hypervisor/memory_path", "hypervisor/device_state_path",
            ]
        ),
        ("it shows only when the guest's kernel panics", ["hypervisor/guest_memory_dump_*"]),
        ("it shows only with a vhost-user device", ["hypervisor/*vhost_user*"]),
        ("it shows only when something is late", ["*timeout*"]),
        (
            "it names a port at which the guest's agent listens; another image would have to be there",
            ["agent/server_port", "agent/log_port"]
        ),
        (
            "it shows only where Dragonball is the VMM",
            [
                "*/use_passfd_io", "*/passfd_listener_port", "hypervisor/hugepage_type",
                "hypervisor/virtio_fs_is_dax", "hypervisor/enable_balloon_f_reporting",
            ]
        ),
        (
            "it shows only where Cloud Hypervisor or Firecracker is the VMM",
            [
                "hypervisor/disable_seccomp", "hypervisor/disable_nested_virtualization",
                "hypervisor/hypervisor_loglevel", "hypervisor/jailer_*",
            ]
        ),
        ("a table: it shows in what its keys do", ["agent/mem_agent"]),
        ("it shows only in what the Rust shim logs of its calls to the agent", ["agent/log_level"]),
        ("it shows only under load", ["*rate_limiter*"]),
        ("it shows only with a device to pass through", ["*vfio*", "*pcie_*", "*gpu*"]),
        (
            "it shows only in a confidential guest",
            ["*/sev_*", "*/snp_*", "*/tdx_*", "*/confidential_*", "*/measurement_*", "*/*initdata", "*/cc_init_data"]
        ),
        (
            "it shows only with a container's block device",
            [
                "hypervisor/block_device_*", "hypervisor/disable_block_device_use", "hypervisor/num_queues",
                "hypervisor/queue_size",
            ]
        ),
        ("it shows only to a collector of traces", ["runtime/enable_tracing", "runtime/jaeger_*"]),
        ("it shows only on a host with SELinux", ["*selinux*"]),
        ("it shows only on a host of several NUMA nodes", ["hypervisor/*numa*"]),
        ("it shows only on s390x", ["hypervisor/enable_iommu_platform"]),
        ("it shows only where the host is itself a virtual machine", ["hypervisor/disable_nesting_checks"]),
        ("QEMU is told it over its socket, after its command line", ["hypervisor/enable_virtio_mem"]),
        (
            "it must fit the guest's image; another one would have to be there",
            ["hypervisor/rootfs_type", "hypervisor/kernel_verity_params", "hypervisor/guest_extension_images"]
        ),
        ("it shows only among the options of what is shared by 9p", ["hypervisor/msize_9p"]),
        ("the shim sets it itself", ["hypervisor/rootless_user"]),
        ("it shows only a while after a guest has got swap", ["hypervisor/guest_swap_*"]),
        (
            "no hypervisor of this shim is controlled by a program",
            ["hypervisor/ctlpath", "hypervisor/hypervisorctl_*"]
        ),
        (
            "it shows only in the processors that the VMM's threads may use, and where a pod's set has as many as the VM",
            ["*enable_vcpus_pinning"]
        ),
        ("it shows only with a file for the sandbox in the folder that it names", ["runtime/dan_conf"]),
        (
            "it shows only with the kubelet's folders on the host",
            ["runtime/disable_guest_empty_dir", "runtime/emptydir_mode", "runtime/kubelet_root_dir"]
        ),
        ("it shows only with the kubelet's socket on the host", ["runtime/pod_resource_api_sock"]),
        ("it shows only when the shim ends badly", ["runtime/keep_abnormal"]),
        (
            "it shows only with files that nydus serves",
            ["hypervisor/prefetch_list_path", "hypervisor/prefetch_files.list"]
        ),
        (
            "it names a file of this host; another one would have to be there",
            [
                "hypervisor/firmware", "hypervisor/firmware_volume", "hypervisor/image", "hypervisor/initrd",
                "hypervisor/kernel", "hypervisor/path", "hypervisor/hypervisor_hash", "hypervisor/virtio_fs_daemon",
                "hypervisor/file_mem_backend", "runtime/sandbox_bind_mounts",
            ]
        ),
        ("it shows only with a processor that has SGX", ["sgx.intel.com/epc"]),
        ("what extra_monitor_socket was called before", ["hypervisor/dbg_monitor_socket"]),
        ("it shows only under memory pressure", ["hypervisor/enable_swap"]),
        ("it shows only with images that the guest fetches", ["image/*"]),
        ("it chooses the file that each trial writes", ["io.katacontainers.config_path"]),
        ("an option of a snapshotter's mounts, which the shim reads there", ["io.katacontainers.fs-opt.*"]),
        ("the shim writes it itself, for the guest", ["io.katacontainers.pkg.oci.*"]),
    ]

    static func reason(_ place: KeyPlace) -> String { reason(place.description) }

    static func reason(_ name: String) -> String {
        reasons.first { $0.names.contains { fits($0, name) } }?.why ?? other
    }

    private static func fits(_ pattern: String, _ name: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return pattern == name }
        guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count else { return false }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
