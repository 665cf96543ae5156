extension SettingEffect {
    /// What a stand-in for the guest and its hypervisor is asked.
    static let askings: [SettingEffect] = machines + sizes + sandboxes + containers

    private static func machine(
        _ key: String, _ value: String?, annotation: String? = nil, annotationKey: String? = nil, _ shown: String,
        _ matcher: String, with: [String: String] = [:], container: [String] = []
    ) -> SettingEffect {
        asked(
            "hypervisor/\(key)", value, annotation: annotation, annotationKey: annotationKey,
            "CreateVM/annotations/\(annotationPrefix)hypervisor.\(shown)", matcher, with: with, container: container)
    }

    /// Both shims hand some of their configuration on to a remote hypervisor; of these the Go shim takes all but the machine's
    /// type from annotations alone (katautils/config.go, newRemoteHypervisorConfig; hypervisor/src/remote/inner.rs).
    private static let machines = [
        machine("default_gpu_model", #""kumite""#, annotation: "kumite", "default_gpu_model", "kumite"),
        machine("default_gpus", "3", annotation: "3", "default_gpus", #""3""#),
        machine("default_memory", "3072", annotation: "3072", "default_memory", #""3072""#),
        machine("default_vcpus", "2", annotation: "2", "default_vcpus", #""2""#),
        // A file that every host has; the Rust shim looks whether it is there.
        machine("image", #""/proc/version""#, annotation: "/proc/version", "image", "/proc/version"),
        // A list of nothing, of version 0.1.0 with SHA-256, in gzip, in base 64.
        machine(
            "initdata", nil,
            annotation:
                "H4sIAAAAAAAC/ytLLSrOzM9TsFVQMtAz1DNQ4krMSc8vyizJyAWJFWckGpmaKXFxRackliTGcgEAwFeFLC8AAAA=",
            annotationKey: "cc_init_data", "cc_init_data", #"{ matches: '(.|\n)*sha256(.|\n)*' }"#),
        machine("machine_type", #""kumite""#, annotation: "kumite", "machine_type", "kumite"),
        asked("hypervisor/remote_hypervisor_timeout", "900", "StartVM/timeout", "900s"),
        // An annotation that it does not allow must not come through, be it refused or passed over.
        machine("enable_annotations", "[]", "machine_type", #"[absent, ""]"#).with {
            $0.pod = ["\(annotationPrefix)hypervisor.machine_type": "kumite"]
            $0.endsAtCreate = true
            $0.mayBeRefused = true
        },
    ]

    /// With 256 MiB and one processor for the container; what a shim makes of them is told the hypervisor.
    private static let sizes = [
        machine("overhead_memory", "100", "default_memory", #""356""#, container: ["memory: 256Mi"]),
        machine(
            "overhead_vcpus", "1.5", "default_vcpus", #""2.5""#,
            container: processor),
        // Without it the size is the file's; of that the Go shim tells a remote hypervisor nothing.
        asked(
            "runtime/static_sandbox_resource_mgmt", "false",
            "CreateVM/annotations/\(annotationPrefix)hypervisor.default_vcpus", #"["0", "3"]"#,
            with: ["hypervisor/default_vcpus": "3"], container: processor),
    ]

    private static let processor = ["quota: \"100000\"", "period: \"100000\""]

    private static let sandboxes = [
        // The agent has no such module; what matters is that it is asked. The Go shim asks a remote one for none
        // (virtcontainers/kata_agent.go, startSandbox).
        asked(
            "agent/kernel_modules", #"["kumite seen=1"]"#, annotation: "kumite seen=1",
            "CreateSandbox/kernel-modules/kumite/parameters", "{ in-order: [seen=1] }"
        ).with { $0.endsAtCreate = true },
        // "package agent_policy", in base 64 where it is an annotation.
        asked(
            "agent/policy", #""package agent_policy""#, annotation: "cGFja2FnZSBhZ2VudF9wb2xpY3k=", "SetPolicy/policy",
            "any"
        ).with { $0.endsAtCreate = true },
        asked(
            "hypervisor/guest_hook_path", #""/usr/share/kumite/hooks""#, annotation: "/usr/share/kumite/hooks",
            "CreateSandbox/guest-hook-path", "/usr/share/kumite/hooks"),
    ]

    private static let containers = [
        asked(
            "runtime/create_container_timeout", "45", annotation: "45", "CreateContainer/timeout", "45s"),
        asked(
            "runtime/disable_guest_seccomp", "false", annotation: "false",
            "CreateContainer/spec/linux/seccomp/defaultAction", "any", container: ["refuse-calls: [mkdir]"]
        ).with { $0.isOfCreate = true },
        // The agent is to fetch the root file system; the shims have different names for that.
        guestPull("experimental", #"["force_guest_pull"]"#, annotation: "force_guest_pull"),
        guestPull("experimental_force_guest_pull", "true", annotation: "true"),
        asked(
            "runtime/shared_mounts",
            #"[{ name = "kumite", src_ctr = "other", src_path = "/a", dst_ctr = "main", dst_path = "/b" }]"#,
            annotation:
                #"[{"name":"kumite","src_ctr":"other","src_path":"/a","dst_ctr":"main","dst_path":"/b"}]"#,
            "CreateContainer/shared-mounts/kumite/target-path", "/b",
            container: ["annotations: { io.kubernetes.cri.container-name: main }"]
        ).with {
            $0.isOfCreate = true
            $0.endsAtCreate = true
        },
        swap("swap_in_bytes", "1073741824", "swap"),
        swap("swappiness", "60", "swappiness"),
    ]

    private static func guestPull(_ key: String, _ value: String, annotation: String) -> SettingEffect {
        asked(
            "runtime/\(key)", value, annotation: annotation,
            #"CreateContainer/storages/"/run/kata-containers/{sandbox}/rootfs"/driver"#, "image_guest_pull",
            container: ["annotations: { io.kubernetes.cri.image-name: kumite }"]
        ).with { $0.endsAtCreate = true }
    }

    /// Of one container, by its own annotation (virtcontainers/container.go, newContainer).
    private static func swap(_ name: String, _ value: String, _ shown: String) -> SettingEffect {
        asked(
            "container/\(name)", nil, annotation: value, annotationKey: "io.katacontainers.container.resource.\(name)",
            "CreateContainer/spec/linux/resources/memory/\(shown)", value
        ).with {
            $0.isOfContainer = true
            $0.endsAtCreate = true
        }
    }
}
