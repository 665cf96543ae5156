import Kata

/// The configuration that a shim is given before a stand-in guest where its user names none: what its own remote
/// hypervisor's template says, as far as every release of its language reads it (kata-agent facts).
enum StandinConfiguration {
    /// Where both shims look for their remote hypervisor by default.
    static let socket = "/run/peerpod/hypervisor.sock"

    /// The name of a file that nobody has written; each trial has its own.
    static let path = "/run/peerpod/configuration.toml"

    /// What no shim has whose hypervisor is a remote one, by the ids of capabilities.
    static let lacks = ["host-workload", "qemu", "shared-files", "virtiofsd", "vmm"]

    /// The key by which a shim is told its remote hypervisor's socket; Rust's template has Go's, which its shim does not read.
    static func socketKey(of language: ShimLanguage) -> KeyPlace {
        KeyPlace("hypervisor", language == .go ? "remote_hypervisor_socket" : "hypervisor_socket")
    }

    /// The first release of a language that has a remote hypervisor.
    static func first(of language: ShimLanguage) -> KataVersion? {
        KataVersion(language == .go ? "3.3.0" : "3.11.0")
    }

    /// No program, kernel or image is named: nothing of such a name would be run.
    static func text(of language: ShimLanguage) -> String {
        switch language {
        case .go:
            """
            [hypervisor.remote]
            remote_hypervisor_socket = "\(socket)"
            remote_hypervisor_timeout = 600
            enable_annotations = ["machine_type", "default_memory", "default_vcpus"]
            default_bridges = 1
            disable_guest_selinux = true

            [agent.kata]

            [runtime]
            internetworking_model = "none"
            disable_guest_seccomp = true
            disable_new_netns = true
            sandbox_cgroup_only = false
            static_sandbox_resource_mgmt = true
            vfio_mode = "guest-kernel"
            disable_guest_empty_dir = false
            create_container_timeout = 60

            """
        case .rust:
            """
            [hypervisor.remote]
            hypervisor_socket = "\(socket)"
            hypervisor_timeout = 600
            enable_annotations = ["machine_type", "default_memory", "default_vcpus"]
            default_bridges = 1
            disable_guest_selinux = true

            [agent.kata]
            dial_timeout_ms = 100
            reconnect_timeout_ms = 30000

            [runtime]
            name = "virt_container"
            hypervisor_name = "remote"
            agent_name = "kata"
            internetworking_model = "none"
            disable_guest_seccomp = true
            disable_new_netns = false
            sandbox_cgroup_only = false
            static_sandbox_resource_mgmt = true
            vfio_mode = "guest-kernel"

            """
        }
    }
}
