extension SettingEffect {
    /// What the host shows: a VMM's or daemon's arguments, whose it is and where it lives, the log, the endpoint.
    static let outsides: [SettingEffect] = machine + memory + devices + processes + logs

    private static let machine = [
        qemu("hypervisor/cpu_features", #""pdpe1gb=off""#, annotation: "pdpe1gb=off", "cpu/pdpe1gb", #""off""#),
        qemu(
            "hypervisor/default_maxvcpus", "3", annotation: "3", annotationKey: "default_max_vcpus", "smp/maxcpus", "3"),
        qemu("hypervisor/enable_iommu", "true", annotation: "true", "device/intel-iommu/driver", "intel-iommu"),
        qemu(
            "hypervisor/entropy_source", #""/dev/random""#, annotation: "/dev/random", "object/rng0/filename",
            "/dev/random"),
        qemu(
            "hypervisor/extra_monitor_socket", #""hmp""#, "monitor", "any", with: ["hypervisor/enable_debug": "true"]),
        qemu("hypervisor/machine_accelerators", #""smm=off""#, annotation: "smm=off", "machine/q35/smm", #""off""#),
        qemu("hypervisor/seccompsandbox", #""on,obsolete=deny""#, "sandbox/on/obsolete", "deny"),
    ]

    private static let memory = [
        // The Go shim adds a GiB for what is plugged in later (qemu.go, genericMemoryTopology), the Rust shim does not.
        qemu("hypervisor/default_maxmemory", "3072", "m/maxmem", #"["4294967296", "3221225472"]"#),
        qemu("hypervisor/enable_hugepages", "true", annotation: "true", "as/memory/mem-path", "/dev/hugepages"),
        qemu("hypervisor/enable_mem_prealloc", "true", annotation: "true", "as/memory/prealloc", #""on""#),
        qemu(
            "hypervisor/memory_offset", "512", annotation: "512", "m/maxmem", #""4831838208""#,
            with: ["hypervisor/default_maxmemory": "3072"]),
        qemu("hypervisor/memory_slots", "5", annotation: "5", "m/slots", "5"),
        qemu(
            "hypervisor/reclaim_guest_freed_memory", "true", annotation: "true", "as/balloon/free-page-reporting",
            #""on""#),
    ]

    private static let devices = [
        qemu("hypervisor/default_bridges", "2", "device/pci-bridge-1/driver", "[pci-bridge, pcie-pci-bridge]"),
        qemu(
            "hypervisor/disable_vhost_net", "true", annotation: "true", "as/network/vhost", "absent"
        ).with {
            $0.demands.append(("host/qemu/as/network", "any"))
            $0.hasLink = true
        },
        // The controller of SCSI has one of its own, with the name that the shim gives it.
        qemu(
            "hypervisor/enable_iothreads", "true", annotation: "true", "device/scsi0/iothread", "any",
            with: ["hypervisor/block_device_driver": "virtio-scsi"]),
        qemu(
            "hypervisor/indep_iothreads", "2", annotation: "2", "object/indep_iothread_1/qom-type", "iothread",
            with: ["hypervisor/enable_iothreads": "true"]),
        qemu("hypervisor/network_queues", "2", annotation: "2", "as/network/fds", #""FD:FD""#).with {
            $0.hasLink = true
        },
        qemu(
            "hypervisor/cold_plug_vfio", #""root-port""#, annotation: "root-port", "device/rp1/driver",
            "pcie-root-port", with: ["hypervisor/pcie_root_port": "2"]),
        qemu(
            "hypervisor/hot_plug_vfio", #""root-port""#, annotation: "root-port", "device/rp1/driver",
            "pcie-root-port", with: ["hypervisor/pcie_root_port": "2"]),
        qemu(
            "hypervisor/pcie_root_port", "2", annotation: "2", "device/rp1/driver", "pcie-root-port",
            with: ["hypervisor/cold_plug_vfio": "root-port"]),
        qemu(
            "hypervisor/shared_fs", #""virtio-9p""#, annotation: "virtio-9p", "device/virtio-9p-pci/driver",
            "virtio-9p-pci"),
        qemu(
            "hypervisor/virtio_fs_cache_size", "64", annotation: "64", "as/sharing/cache-size", "64M"),
        qemu("hypervisor/virtio_fs_queue_size", "512", "as/sharing/queue-size", "512"),
        virtiofsd(
            "hypervisor/virtio_fs_cache", #""never""#, annotation: "never",
            "[{ in-order: [--cache=never] }, { in-order: [--cache, never] }]"),
        // A list in JSON for the Go shim, words between commas for the Rust shim.
        virtiofsd(
            "hypervisor/virtio_fs_extra_args", #"["--thread-pool-size=2"]"#, annotation: #"["--thread-pool-size=2"]"#,
            "{ in-order: [--thread-pool-size=2] }"),
    ]

    private static let processes = [
        SettingEffect(
            key: "hypervisor/rootless", value: "true", place: .outside,
            demands: [("host/posture/vmm:{sandbox}/users", "{ at-least: 1 }")], annotation: "true",
            needs: ["vmm", "qemu"]),
        // The VMM stays where the shim is (virtcontainers/sandbox.go; runtimes/manager.rs).
        SettingEffect(
            key: "runtime/disable_new_netns", value: "true", place: .outside,
            demands: [("host/posture/vmm:{sandbox}/namespaces/net", "same")], annotation: "true",
            with: ["runtime/internetworking_model": "none"], needs: ["vmm"]),
        // Else the shim lives in a group for the overhead: /kata_overhead/ID, or a slice of such a name.
        SettingEffect(
            key: "runtime/sandbox_cgroup_only", value: "true", place: .outside,
            demands: ["memory", "v2"].map { hierarchy in
                ("host/posture/shim/cgroups/\(hierarchy)", "[absent, { matches: '([^_-]|[_-][^o])*' }]")
            }, annotation: "true", isBeforeStandin: true),
        SettingEffect(
            key: "runtime/enable_pprof", value: "true", place: .outside, demands: [("http/status", "200")],
            annotation: "true", needs: ["management-endpoint"], asks: "/debug/vars"),
    ]

    private static let logs = [
        log("hypervisor/enable_debug", "true", "agent/info", needs: ["vmm"]),
        // Of the Rust shim's components each has a level (runtimes/manager.rs); the Go shim's is what containerd gives it,
        // whatever the file says (containerd-shim-v2/service.go).
        log("hypervisor/log_level", #""debug""#, "shim/debug", needs: []),
        log("runtime/log_level", #""debug""#, "shim/debug", needs: []),
        log("runtime/enable_debug", "true", "shim/debug", needs: []),
    ]
}
