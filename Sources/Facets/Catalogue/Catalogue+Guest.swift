extension Catalogue {
    /// What a workload's report says, by section. A privilege too many is a blocker; what is unknown is minor.
    static let guests: [CatalogueEntry] =
        sections.flatMap { section in
            section.names.flatMap { name -> [CatalogueEntry] in
                [["*", "guest", name, "**"]].map { components in
                    CatalogueEntry(
                        FacetPattern(components: components), kind: "value", comparison: .bag,
                        severity: section.severity, component: section.component, about: section.about)
                }
            }
        } + [
            entry(
                "*", "guest", kind: "integer or text", .exact, .major, "guest", "The number of the report's contract."),
            entry(
                "*", "guest", "**", kind: "value", .bag, .minor, "guest", "What a workload sees of its surroundings."),
        ]

    private struct Section {
        var names: [String]
        var severity: Severity
        var component: String
        var about: String
    }

    private static let sections = [
        Section(
            names: [
                "capabilities", "noNewPrivileges", "seccomp", "uid", "euid", "suid", "gid", "egid", "sgid", "groups",
                "namespaces", "idMaps", "securityLabel", "attributes",
            ], severity: .blocker, component: "guest-privileges", about: "What the workload may do."),
        Section(
            names: ["paths", "descriptors"], severity: .blocker, component: "guest-isolation",
            about: "What the workload can reach that may be the host's."),
        Section(
            names: ["devices"], severity: .major, component: "guest-isolation",
            about: "The device nodes that the workload sees."),
        Section(
            names: ["mounts", "mountsCutOff", "root", "filesystems", "disks"], severity: .major,
            component: "guest-mounts", about: "The file systems that the workload sees."),
        Section(
            names: ["cgroup", "cgroupLimits", "rlimits", "cpus", "memory", "oomScoreAdjust", "scheduler"],
            severity: .major, component: "guest-resources", about: "The limits that the workload sees."),
        Section(
            names: ["links", "addresses", "routes", "neighbours", "hostname", "files"], severity: .major,
            component: "guest-network", about: "The network and the names in it that the workload sees."),
        Section(
            names: [
                "argv", "environment", "cwd", "umask", "tty", "signals", "pid", "ppid", "pgid", "sid", "processes",
                "keyrings",
            ], severity: .major, component: "guest-process", about: "What the workload was started with."),
        Section(
            names: ["sysctls", "uname", "kernelCommandLine", "kernelModules", "clocks"], severity: .major,
            component: "guest-kernel", about: "The kernel that the workload sees."),
    ]
}
