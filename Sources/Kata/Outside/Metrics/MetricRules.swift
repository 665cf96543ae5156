/// What each shim exposes, and in which units, where names don't tell. Source: facts on metrics, read at 4.1.0.
package enum MetricRules {
    /// Families that a shim has while a sandbox runs, by the beginning of their names.
    package static func families(of release: ShimRelease, _ hypervisor: KataHypervisor) -> [String] {
        // Rust 3.0.0 has no endpoint at all.
        if release.language == .rust, let first = KataVersion("3.0.0"), !(first < release.version) { return [] }
        let shim = ["threads", "proc_status", "proc_stat", "io_stat", "fds"].map { "kata_shim_\($0)" }
        guard release.language == .go else {
            let own = ["scrape_count", "vcpu", "seccomp", "signals"].map { "kata_hypervisor_\($0)" }
            return (shim + (hypervisor == .dragonball ? own : [])).sorted()
        }
        var names = shim
        names += [
            "kata_shim_rpc_durations_histogram_milliseconds", "kata_shim_agent_rpc_durations_histogram_milliseconds",
            "kata_shim_pod_overhead_cpu", "kata_shim_pod_overhead_memory_in_bytes", "kata_shim_netdev", "go_",
            "process_", "kata_agent_", "kata_guest_",
        ]
        if hypervisor != .remote {
            names += ["threads", "proc_status", "proc_stat", "netdev", "io_stat", "fds"].map { "kata_hypervisor_\($0)" }
        }
        if hypervisor == .qemu || hypervisor == .clh {
            names += ["threads", "proc_status", "proc_stat", "io_stat", "fds"].map { "kata_virtiofsd_\($0)" }
        }
        if hypervisor == .firecracker { names.append("kata_firecracker_") }
        return names.sorted()
    }

    /// Those of a shim's that an answer lacks.
    package static func missing(
        in exposition: Exposition, of release: ShimRelease, _ hypervisor: KataHypervisor
    ) -> [String] {
        families(of: release, hypervisor).filter { wanted in
            !exposition.families.keys.contains { wanted.hasSuffix("_") ? $0.hasPrefix(wanted) : $0 == wanted }
        }
    }

    /// What is wrong with an answer of a release's shim, in words; empty where nothing is, or nothing is known.
    ///
    /// Which families are due was read at 4.1.0, so of an older release only what is no text of metrics is told.
    package static func faults(
        of exposition: Exposition, from release: ShimRelease, _ hypervisor: KataHypervisor
    ) -> [String] {
        let troubles = exposition.troubles.prefix(20).map { "line \($0.line): \($0.why)" }
        guard let read = KataVersion("4.1.0"), !(release.version < read) else { return troubles }
        return troubles + missing(in: exposition, of: release, hypervisor).map { "no family \($0)" }
    }

    /// The unit of an item of a family: the two shims tell sizes of memory in different ones, and no name says so.
    package static func unit(of family: MetricFamily, item: String, _ language: ShimLanguage) -> String? {
        guard family.name.hasSuffix("_proc_status"), item.lowercased().hasPrefix("vm") || item.hasPrefix("rss") else {
            return family.unit
        }
        return language == .go ? "bytes" : "kilobytes"
    }
}
