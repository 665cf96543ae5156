extension SettingEffect {
    /// What names something that is not there: the shim must look for it, and say what it did not find.
    static let refusals: [SettingEffect] =
        [
            refused(
                "hypervisor/remote_hypervisor_socket", #""\#(missing)""#, words: word),
            refused("runtime/sandbox_bind_mounts", #"["\#(missing)"]"#, words: word),
            // They choose what else of the file counts.
            refused("runtime/agent_name", #""no-such-one""#, annotation: "no-such-one", words: word),
            refused("runtime/hypervisor_name", #""no-such-one""#, annotation: "no-such-one", words: word),
            refused("runtime/name", #""no-such-one""#, annotation: "no-such-one", words: word),
            // What the annotation names is what QEMU's file allows, and not what this one does.
            refused(
                "hypervisor/valid_entropy_sources", #"["\#(missing)"]"#, words: "(not valid|not permitted)",
                with: ["hypervisor/enable_annotations": "[\"^entropy_source$\"]"],
                pod: ["\(annotationPrefix)hypervisor.entropy_source": "/dev/random"], needs: ["vmm", "qemu"]),
        ] + files + hashes

    private static let missing = "/usr/share/kumite/no-such-one"
    private static let word = "no-such-one"

    /// Both shims resolve every path of their file before they use any; an annotation's the VMM does not find.
    private static let files =
        ["firmware", "image", "initrd", "kernel", "path"].map { name in
            refused("hypervisor/\(name)", #""\#(missing)""#, words: word, needs: ["vmm"])
        } + [
            refused("hypervisor/firmware_volume", #""\#(missing)""#, words: word, needs: ["vmm", "qemu"]),
            refused("hypervisor/pflashes", #"["\#(missing)"]"#, words: word, needs: ["vmm", "qemu"]),
            refused("hypervisor/virtio_fs_daemon", #""\#(missing)""#, words: word, needs: ["vmm", "virtiofsd"]),
        ]

    /// A file that every host has, and a digest that is not its (virtcontainers/types/asset.go, NewAsset). A remote
    /// hypervisor's image is a name and no file; where a program may lie its list says.
    private static let hashes =
        ["firmware", "firmware_volume", "initrd", "kernel"].map { hash(of: $0) }
        + [
            hash(of: "image").with { change in
                change.needs = ["vmm"]
                change.isBeforeStandin = false
            }
        ]
        + [
            // Refused it is for the digest too: what counts is that the error tells of the type.
            refused(
                "asset/hash_type", nil, annotation: "no-such-one", annotationKey: "io.katacontainers.asset_hash_type",
                words: word, pod: asset("kernel").merging(["\(annotationPrefix)hypervisor.kernel_hash": "00"]) { $1 }
            ).with {
                $0.demands.append(("message", "{ matches: '\($0.words ?? "")' }"))
                $0.words = nil
            }
        ]

    private static func hash(of name: String) -> SettingEffect {
        refused(
            "hypervisor/\(name)_hash", nil, annotation: "00", words: "/proc/version", pod: asset(name))
    }

    private static func asset(_ name: String) -> [String: String] {
        ["\(annotationPrefix)hypervisor.\(name)": "/proc/version"]
    }
}
