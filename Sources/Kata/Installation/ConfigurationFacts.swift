/// What a configuration, its drop-ins taken in, tells of the shim that it is for and the files that it brings.
package struct ConfigurationFacts: Sendable, Hashable {
    /// A file that it names.
    package struct Part: Sendable, Hashable {
        /// `vmm`, `kernel`, `image`, `initrd`, `virtiofsd`, `nydusd`, `firmware`, `jailer`.
        package var role: String
        package var path: String
    }

    /// As its table is called: `qemu`, `clh`, `cloud-hypervisor`, `dragonball`.
    package var hypervisor: String
    /// The Rust shim creates nothing without `runtime.hypervisor_name`, and the Go shim does not know it (facts 4.1).
    package var language: ShimLanguage
    /// In the order of the roles above; those that are left empty are left out.
    package var parts: [Part]
    /// Its keys by the names that scenarios have for them, sorted.
    package var keys: [String]
    /// The annotations of pods that it lets through, by their whole names; patterns stay patterns.
    package var annotations: [String]

    /// - Parameter documents: The file, then its drop-ins in the order in which they are read.
    package init(_ documents: [TomlDocument]) {
        let merged = MergedConfig(documents)
        hypervisor = merged.hypervisor
        func text(_ section: String, _ key: String) -> String? {
            guard case .text(let text)? = merged.value(of: KeyPlace(section, key)), !text.isEmpty else { return nil }
            return text
        }
        let isRust = text("runtime", "hypervisor_name") != nil || text("runtime", "name") != nil
        language = isRust ? .rust : .go
        let sharing = text("hypervisor", "shared_fs")
        let daemon = sharing == "virtio-fs-nydus" ? "nydusd" : "virtiofsd"
        let named = [
            ("vmm", "path"), ("kernel", "kernel"), ("image", "image"), ("initrd", "initrd"),
            (daemon, "virtio_fs_daemon"), ("firmware", "firmware"), ("jailer", "jailer_path"),
        ]
        parts = named.compactMap { role, key in
            if role == "virtiofsd", let sharing, sharing != "virtio-fs" { return nil }
            return text("hypervisor", key).map { Part(role: role, path: $0) }
        }
        keys = merged.values.map(\.place.description)
        annotations = merged.texts(of: KeyPlace("hypervisor", "enable_annotations"))
            .map { "io.katacontainers.config.hypervisor.\($0)" }
    }
}
