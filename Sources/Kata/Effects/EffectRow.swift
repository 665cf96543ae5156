internal import Scenarios

/// A setting that some shim reads, and whether a scenario can see that it took effect.
package struct EffectRow: Sendable, Hashable, Encodable {
    /// `hypervisor/default_vcpus`, or an annotation's name.
    package var setting: String
    /// `key` or `annotation`.
    package var by: String
    /// The scenario that sets it; nil where nothing shows.
    package var scenario: String?
    /// `inside`, `outside`, `asked`, or nil.
    package var seen: String?
    /// Why nothing shows, or what it shows only with.
    package var note: String

    private enum CodingKeys: String, CodingKey { case setting, by, scenario, seen, note }
}

/// Which settings of a release have an effect that can be seen.
package enum EffectTable {
    /// A row for each key and annotation that either shim of a release reads; keys first, each by name.
    package static func rows(of table: KeyTable, changes: KeyChanges) -> [EffectRow] {
        var places: Set<KeyPlace> = []
        for keys in [table.go, table.rust] {
            for (section, types) in keys.reads { places.formUnion(types.keys.map { KeyPlace(section, $0) }) }
        }
        let keys = places.sorted().map { place -> EffectRow in
            // The Rust shim's name of a key is that key.
            let own = changes.moves.first { $0.rust == place }?.go
            let effect = SettingEffect.all.first { $0.key == place.description || $0.key == own?.description }
            return row(place.description, by: "key", effect, effect?.scenarios.first, Unseen.reason(place))
        }
        let annotations = table.annotations.sorted { $0.name < $1.name }.map { rule -> EffectRow in
            let effect = SettingEffect.all.first { $0.annotationName == rule.name }
            let why = AnnotationValues.place(of: rule.name).map(Unseen.reason) ?? Unseen.other
            return row(
                rule.name, by: "annotation", effect, effect?.scenarios.dropFirst().first,
                rule.go == .no && rule.rust == .no ? "neither shim reads it" : why)
        }
        return keys + annotations
    }

    private static func row(
        _ setting: String, by: String, _ effect: SettingEffect?, _ scenario: String?, _ why: String
    ) -> EffectRow {
        guard let effect, let scenario else {
            return EffectRow(setting: setting, by: by, scenario: nil, seen: nil, note: why)
        }
        return EffectRow(
            setting: setting, by: by, scenario: scenario, seen: effect.place.rawValue,
            note: effect.place == .asked
                ? "before a stand-in guest" : effect.needs.contains("qemu") ? "where QEMU is the VMM" : "")
    }
}

/// Why nothing of a setting shows in a trial.
enum Unseen {
    static let other = "nothing that a guest or the host shows is known to follow from it alone"

    /// By the beginnings and endings of names, the first that fits.
    private static let reasons: [(fits: @Sendable (KeyPlace) -> Bool, why: String)] = [
        (
            { $0.key.hasPrefix("valid_") || $0.key == "enable_annotations" },
            "a gate: it shows in what other settings do"
        ),
        (
            {
                ["path", "kernel", "image", "initrd", "firmware", "firmware_volume", "jailer_path", "virtio_fs_daemon"]
                    .contains($0.key) || $0.key.hasSuffix("_path") || $0.key.hasSuffix("_hash")
                    || $0.key.hasSuffix("_sock")
            },
            "it names a file of this host; another one would have to be there"
        ),
        (
            { $0.key == "kernel_modules" },
            "it shows only to the agent in a VM: for a remote hypervisor the Go shim sends none (kata_agent.go)"
        ),
        (
            { $0.section == "runtime" && $0.key == "enable_debug" },
            "the Go shim logs at containerd's level, whatever it says (containerd-shim-v2/service.go)"
        ),
        ({ $0.key.contains("timeout") }, "it shows only when something is late"),
        ({ $0.key.contains("rate_limiter") || $0.key.contains("max_rate") }, "it shows only under load"),
        (
            { $0.key.contains("vfio") || $0.key.contains("pcie_") || $0.key.contains("gpu") || $0.key.contains("cdi") },
            "it shows only with a device to pass through"
        ),
        (
            {
                $0.key.contains("sev_") || $0.key.contains("snp_") || $0.key.contains("tdx_")
                    || $0.key.hasPrefix("confidential") || $0.key.contains("measurement") || $0.key.contains("initdata")
            },
            "it shows only in a confidential guest"
        ),
        ({ $0.section.hasPrefix("agent.mem_agent") }, "it shows only under memory pressure"),
        (
            { $0.key.hasPrefix("block_device") || $0.key.hasPrefix("disk_") || $0.key == "disable_block_device_use" },
            "it shows only with a block device"
        ),
        ({ $0.key.contains("tracing") || $0.key.hasPrefix("jaeger") }, "it shows only to a collector of traces"),
        ({ $0.key.contains("template") || $0.key.hasPrefix("vm_cache") }, "it shows only with a factory of VMs"),
        ({ $0.key.contains("selinux") }, "it shows only on a host with SELinux"),
    ]

    static func reason(_ place: KeyPlace) -> String { reasons.first { $0.fits(place) }?.why ?? other }
}
