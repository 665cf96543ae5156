/// A setting of Kata's configuration with what shows that it took effect, inside the guest, outside on the host, or in
/// what a guest is asked.
package struct SettingEffect: Sendable, Hashable {
    package enum Place: String, Sendable, Hashable, Codable, CaseIterable {
        case inside, outside
        /// In a call to the agent, which a stand-in for the guest hears.
        case asked
    }

    /// As in a scenario's `given.config`: `hypervisor/default_vcpus`; the Go shim's name where the two differ.
    package var key: String
    /// The value as TOML, one that no file that ships has.
    package var value: String
    /// The value as an annotation has it; nil where no annotation sets the key.
    package var annotation: String?
    /// The annotation's name behind its section, where it is not the key's.
    package var annotationKey: String?
    package var place: Place
    /// Sections of the guest's report that show it.
    package var sections: [String]
    /// What is demanded: facets with matchers as YAML; of the report if inside, of the create if asked, else of the trial.
    package var demands: [(facet: String, matcher: String)]
    /// What else of the file must be set for it to show.
    package var with: [String: String]
    /// Members of the container beside its process, as YAML.
    package var container: [String]
    /// What has to be there for it to show, by the ids of capabilities.
    package var needs: [String]
    /// What the management endpoint is asked, where its answer shows it.
    package var asks: String?

    package static func == (a: SettingEffect, b: SettingEffect) -> Bool { a.key == b.key && a.value == b.value }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The value as a scenario has it: a text without its quotes, which the family adds to a key that is one.
    var scenarioValue: String {
        value.hasPrefix("\"") && value.hasSuffix("\"") && value.utf8.count > 1
            ? String(value.dropFirst().dropLast()) : value
    }

    /// What begins the names of annotations that set keys.
    package static let annotationPrefix = "io.katacontainers.config."

    /// The annotation's whole name; nil where there is none.
    package var annotationName: String? {
        guard annotation != nil else { return nil }
        let parts = key.split(separator: "/")
        return "\(Self.annotationPrefix)\(parts[0]).\(annotationKey ?? String(parts[1]))"
    }

    /// The ids of its scenarios: by file, then by annotation.
    package var scenarios: [String] {
        // Most are of the hypervisor; of the others some have a name that it has too.
        let own = key.hasPrefix("hypervisor/") ? String(key.dropFirst("hypervisor/".count)) : key
        let name = String(own.map { $0 == "_" || $0 == "/" ? "-" : $0 })
        return ["effects/\(name)"] + (annotation == nil ? [] : ["effects/annotation-\(name)"])
    }
}

extension SettingEffect {
    /// One that the guest's report shows.
    static func inside(
        _ key: String, _ value: String, annotation: String? = nil, annotationKey: String? = nil, _ section: String,
        _ demands: [(facet: String, matcher: String)], with: [String: String] = [:], container: [String] = []
    ) -> SettingEffect {
        SettingEffect(
            key: key, value: value, annotation: annotation, annotationKey: annotationKey, place: .inside,
            sections: [section], demands: demands, with: with, container: container, needs: ["vmm"])
    }

    /// One that QEMU's command line shows.
    static func qemu(
        _ key: String, _ value: String, annotation: String? = nil, annotationKey: String? = nil, _ facet: String,
        _ matcher: String, with: [String: String] = [:]
    ) -> SettingEffect {
        SettingEffect(
            key: key, value: value, annotation: annotation, annotationKey: annotationKey, place: .outside,
            sections: [], demands: [("host/qemu/\(facet)", matcher)], with: with, container: [], needs: ["vmm", "qemu"])
    }

    /// One that the shim's log shows.
    static func log(_ key: String, _ value: String, _ facet: String, _ matcher: String) -> SettingEffect {
        SettingEffect(
            key: key, value: value, annotation: nil, annotationKey: nil, place: .outside, sections: [],
            demands: [("run/log/\(facet)", matcher)], with: [:], container: [], needs: ["vmm"])
    }

    /// One that shows in what the shim asks the agent when a container is created.
    static func asked(
        _ key: String, _ value: String, annotation: String, _ facet: String, _ matcher: String
    ) -> SettingEffect {
        SettingEffect(
            key: key, value: value, annotation: annotation, annotationKey: nil, place: .asked, sections: [],
            demands: [("asked/\(facet)", matcher)], with: [:], container: [], needs: [])
    }

    /// One that the management endpoint shows.
    static func endpoint(_ key: String, _ value: String, annotation: String?, _ path: String) -> SettingEffect {
        SettingEffect(
            key: key, value: value, annotation: annotation, annotationKey: nil, place: .outside, sections: [],
            demands: [("http/status", "200")], with: [:], container: [], needs: ["management-endpoint"], asks: path)
    }

    /// Every setting whose effect can be seen, in the order of keys.
    ///
    /// Sources: facts on what a guest sees, on processes and on logs, and QEMU's manual for its options. What a shim asks
    /// was seen of Go shims of 3.9.0 and 3.19.1 before a stand-in guest; nothing was on a host with a hypervisor yet.
    package static let all: [SettingEffect] =
        [
            inside(
                "agent/container_pipe_size", "65536", annotation: "65536", "kernelCommandLine",
                commandLine("agent.container_pipe_size=65536")),
            inside(
                "agent/debug_console_enabled", "true", "kernelCommandLine", commandLine("agent.debug_console")),
            inside("agent/enable_debug", "true", "kernelCommandLine", commandLine("agent.log=debug")),
            qemu("hypervisor/cpu_features", #""pdpe1gb=off""#, annotation: "pdpe1gb=off", "cpu/pdpe1gb", #""off""#),
            qemu(
                "hypervisor/default_maxvcpus", "3", annotation: "3", annotationKey: "default_max_vcpus", "smp/maxcpus",
                "3"),
            inside(
                "hypervisor/default_memory", "3072", annotation: "3072", "memory",
                [("guest/memory/totalKiB", "{ at-least: 2600000 }")]),
            inside(
                "hypervisor/default_vcpus", "2", annotation: "2", "cpus",
                [("guest/cpus/online", #"{ matches: "0-[1-9][0-9]*" }"#)]),
            inside(
                "hypervisor/disable_image_nvdimm", "true", annotation: "true", "kernelCommandLine",
                commandLine("root=/dev/vda")),
            log("hypervisor/enable_debug", "true", "agent/info", "{ at-least: 1 }"),
            asked(
                "hypervisor/guest_hook_path", #""/usr/share/kumite/hooks""#, annotation: "/usr/share/kumite/hooks",
                "CreateSandbox/guest-hook-path", "/usr/share/kumite/hooks"),
            inside(
                "hypervisor/enable_guest_swap", "true", annotation: "true", "memory",
                [("guest/memory/swapTotalKiB", "{ at-least: 1 }")]),
            qemu(
                "hypervisor/enable_iommu", "true", annotation: "true", "device/intel-iommu/driver", "intel-iommu"),
            qemu(
                "hypervisor/entropy_source", #""/dev/random""#, annotation: "/dev/random", "object/rng0/filename",
                "/dev/random"),
            inside(
                "hypervisor/kernel_params", #""kumite.seen=1""#, annotation: "kumite.seen=1", "kernelCommandLine",
                commandLine("kumite.seen=1")),
            qemu(
                "hypervisor/machine_accelerators", #""smm=off""#, annotation: "smm=off", "machine/q35/smm",
                #""off""#),
            qemu("hypervisor/memory_slots", "5", annotation: "5", "m/slots", "5"),
            qemu("hypervisor/seccompsandbox", #""on,obsolete=deny""#, "sandbox/on/obsolete", "deny"),
            inside(
                "hypervisor/use_legacy_serial", "true", annotation: "true", "kernelCommandLine",
                commandLine("console=ttyS0")),
            asked(
                "runtime/create_container_timeout", "45", annotation: "45", "CreateContainer/timeout", "45s"),
            inside(
                "runtime/disable_guest_seccomp", "false", annotation: "false", "seccomp",
                [("guest/seccomp/mode", "filter")],
                container: ["refuse-calls: [mkdir]"]),
            endpoint("runtime/enable_pprof", "true", annotation: "true", "/debug/vars"),
            inside(
                "runtime/internetworking_model", #""none""#, annotation: "none", "links",
                [("guest/links/eth0", "absent")]),
        ].sorted { $0.key < $1.key }

    private static func commandLine(_ word: String) -> [(facet: String, matcher: String)] {
        let pattern = word.replacing(".", with: "[.]")
        return [("guest/kernelCommandLine", "{ matches: \"(.* )?\(pattern).*\" }")]
    }
}
