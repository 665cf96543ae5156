/// What of this host makes times vary, or differ from another host's: stored with every run.
package struct HostFitness: Hashable, Sendable, Codable {
    /// By name, as it is shown: `governor`, `smt`, `thp`, `ksm`, `turbo`, `guest`, `nested`, `numa`, `free memory`.
    package var facts: [String: String]

    package init(facts: [String: String]) {
        self.facts = facts
    }

    /// Looks at this host.
    package static func read() -> HostFitness {
        read { ControlFile.text($0) }
    }

    /// - Parameter text: A file's text; nil where there is none.
    static func read(_ text: (String) -> String?) -> HostFitness {
        let cpu = "/sys/devices/system/cpu"
        var facts: [String: String] = [:]
        facts["governor"] = text("\(cpu)/cpu0/cpufreq/scaling_governor") ?? "none of this kernel's"
        facts["smt"] = text("\(cpu)/smt/active").map { $0 == "1" ? "on" : "off" } ?? "unknown"
        facts["turbo"] = turbo(text, cpu) ?? "unknown"
        facts["thp"] = text("/sys/kernel/mm/transparent_hugepage/enabled").map(chosen) ?? "unknown"
        facts["ksm"] = text("/sys/kernel/mm/ksm/run").map { $0 == "1" ? "on" : "off" } ?? "unknown"
        facts["guest"] = isGuest(text("/proc/cpuinfo") ?? "") ? "yes" : "no"
        facts["nested"] =
            ["kvm_intel", "kvm_amd"].compactMap { text("/sys/module/\($0)/parameters/nested") }.first
            .map { ["Y", "1"].contains($0) ? "on" : "off" } ?? "no kvm module"
        facts["numa"] = text("/sys/devices/system/node/online").map { "nodes \($0)" } ?? "unknown"
        facts["free memory"] = "\(available(text("/proc/meminfo") ?? "") >> 10) MiB"
        return HostFitness(facts: facts.mapValues { String($0.prefix(80)) })
    }

    private static func turbo(_ text: (String) -> String?, _ cpu: String) -> String? {
        if let off = text("\(cpu)/intel_pstate/no_turbo") { return off == "0" ? "on" : "off" }
        return text("\(cpu)/cpufreq/boost").map { $0 == "1" ? "on" : "off" }
    }

    /// The word in brackets of `always [madvise] never`.
    static func chosen(_ text: String) -> String {
        guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") else { return text }
        return String(text[text.index(after: open)..<close])
    }

    /// Whether the processor says that a hypervisor is below. Source: CPUID leaf 1, ECX bit 31.
    static func isGuest(_ cpuinfo: String) -> Bool {
        let flags = cpuinfo.split(separator: "\n").first { $0.hasPrefix("flags") }
        return flags?.split(separator: " ").contains("hypervisor") ?? false
    }

    /// `MemAvailable`, in KiB.
    static func available(_ meminfo: String) -> UInt64 {
        let line = meminfo.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { UInt64($0) } ?? 0
    }
}
